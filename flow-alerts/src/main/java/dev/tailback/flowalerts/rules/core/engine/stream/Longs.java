package dev.tailback.flowalerts.rules.core.engine.stream;

import java.util.function.LongConsumer;

/** A set of longs that are well mixed already, without an object for each. */
public final class Longs {
    private long[] table = new long[16];
    private int size;
    private boolean hasZero;

    int size() {
        return size;
    }

    /** False when it was there. */
    boolean add(long value) {
        if (value == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            size += isNew ? 1 : 0;
            return isNew;
        }
        if (!put(table, value)) {
            return false;
        }
        if (++size * 2 > table.length) {
            grow();
        }
        return true;
    }

    private static boolean put(long[] table, long value) {
        int mask = table.length - 1;
        int at = (int) value & mask;
        while (table[at] != 0) {
            if (table[at] == value) {
                return false;
            }
            at = at + 1 & mask;
        }
        table[at] = value;
        return true;
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (long value : table) {
            if (value != 0) {
                put(larger, value);
            }
        }
        table = larger;
    }

    void forEach(LongConsumer action) {
        if (hasZero) {
            action.accept(0);
        }
        for (long value : table) {
            if (value != 0) {
                action.accept(value);
            }
        }
    }
}
