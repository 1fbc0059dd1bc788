package dev.tailback.lab.audit;

/** UUIDs as text in bytes and as two longs, without an object for each. */
final class Ids {
    private static final int LENGTH = 36;

    private Ids() {}

    static boolean isUuid(byte[] text, int from, int length) {
        if (length != LENGTH) {
            return false;
        }
        for (int at = 0; at < LENGTH; at++) {
            boolean isDash = at == 8 || at == 13 || at == 18 || at == 23;
            if (isDash ? text[from + at] != '-' : digit(text[from + at]) < 0) {
                return false;
            }
        }
        return true;
    }

    static long high(byte[] text, int from) {
        return hex(text, from, 8) << 32 | hex(text, from + 9, 4) << 16 | hex(text, from + 14, 4);
    }

    static long low(byte[] text, int from) {
        return hex(text, from + 19, 4) << 48 | hex(text, from + 24, 12);
    }

    /** Whether it is of version 7, as all ids of the shop are. */
    static boolean isTimed(long high, long low) {
        return (high >>> 12 & 0xF) == 7 && low >>> 62 == 2;
    }

    static long millis(long high) {
        return high >>> 16;
    }

    private static long hex(byte[] text, int from, int digits) {
        long value = 0;
        for (int at = from; at < from + digits; at++) {
            value = value << 4 | digit(text[at]);
        }
        return value;
    }

    private static int digit(byte character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        int lower = character | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
