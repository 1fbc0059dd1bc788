package dev.tailback.lab.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/** The lines of a ledger, one at a time: fields between commas, without quotes. Millions of them make no garbage. */
final class Csv {
    private static final int LONGEST_LINE = 1 << 16;
    private static final int MOST_FIELDS = 16;

    private final InputStream in;
    private final byte[] bytes = new byte[LONGEST_LINE];
    /** Where each field begins; the one after the last is where the next line begins. */
    private final int[] fields = new int[MOST_FIELDS + 1];

    private int fieldCount;
    private int next;
    private int limit;

    Csv(InputStream in) {
        this.in = in;
    }

    /** False at the end of the stream. */
    boolean nextLine() throws IOException {
        int scanned = next;
        while (true) {
            for (; scanned < limit; scanned++) {
                if (bytes[scanned] == '\n') {
                    split(next, scanned);
                    next = scanned + 1;
                    return true;
                }
            }
            if (next > 0) {
                System.arraycopy(bytes, next, bytes, 0, limit - next);
                limit -= next;
                scanned -= next;
                next = 0;
            }
            if (limit == LONGEST_LINE) {
                throw new IOException("a line of a ledger is longer than " + LONGEST_LINE + " bytes");
            }
            int read = in.read(bytes, limit, LONGEST_LINE - limit);
            if (read < 0) {
                if (limit > 0) {
                    throw new IOException("a ledger ends in the middle of a line");
                }
                return false;
            }
            limit += read;
        }
    }

    private void split(int from, int to) throws IOException {
        fieldCount = 1;
        fields[0] = from;
        for (int at = from; at < to; at++) {
            if (bytes[at] == ',') {
                if (fieldCount == MOST_FIELDS) {
                    throw new IOException("a line of a ledger has more than " + MOST_FIELDS + " fields");
                }
                fields[fieldCount++] = at + 1;
            }
        }
        fields[fieldCount] = to + 1;
    }

    String text(int field) throws IOException {
        demand(field);
        return new String(bytes, fields[field], length(field), UTF_8);
    }

    long number(int field) throws IOException {
        String text = text(field);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException malformed) {
            throw new IOException("field " + field + " of '" + line() + "' is no whole number", malformed);
        }
    }

    long high(int field) throws IOException {
        return uuid(field, 0);
    }

    long low(int field) throws IOException {
        return uuid(field, 1);
    }

    private long uuid(int field, int half) throws IOException {
        demand(field);
        if (!Ids.isUuid(bytes, fields[field], length(field))) {
            throw new IOException("field " + field + " of '" + line() + "' is no UUID");
        }
        return half == 0 ? Ids.high(bytes, fields[field]) : Ids.low(bytes, fields[field]);
    }

    private void demand(int field) throws IOException {
        if (field >= fieldCount) {
            throw new IOException("'" + line() + "' has no field " + field);
        }
    }

    private int length(int field) {
        return fields[field + 1] - 1 - fields[field];
    }

    String line() {
        return new String(bytes, fields[0], fields[fieldCount] - 1 - fields[0], UTF_8);
    }
}
