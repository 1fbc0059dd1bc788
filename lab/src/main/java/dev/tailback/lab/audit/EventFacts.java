package dev.tailback.lab.audit;

import java.io.IOException;

/**
 * What becomes of events, by their ids: which groups have read one, and which of them have it in their inbox or made a
 * dead letter of it. A record without a usable id goes by its place, which its dead letter names.
 */
final class EventFacts {
    /** A group has read a record and has nothing to show for it. */
    interface Swallowed {
        void by(Reader group, long orderHigh, long orderLow, long place) throws IOException;
    }

    private static final int READ = 1;
    private static final int SETTLED = 2;
    private static final int SHIFT = 8;
    /** Of no event: ids of version 7 have a time. */
    private static final long NO_TIME = 0;

    private final Spill spill;

    EventFacts(Spill spill) {
        this.spill = spill;
    }

    /** @param orderHigh 0, as the other half, if the record's key names no order */
    void read(long idHigh, long idLow, int readers, long orderHigh, long orderLow, long place) throws IOException {
        spill.add(idHigh, idLow, READ | (long) readers << SHIFT, orderHigh, orderLow, place);
    }

    void readWithoutId(int readers, long orderHigh, long orderLow, long place) throws IOException {
        read(NO_TIME, place, readers, orderHigh, orderLow, place);
    }

    /** The group has it in its inbox, or has made a dead letter of it. */
    void settled(long idHigh, long idLow, Reader group) throws IOException {
        spill.add(idHigh, idLow, SETTLED | (long) group.bit() << SHIFT, 0, 0, 0);
    }

    void settledWithoutId(long place, Reader group) throws IOException {
        settled(NO_TIME, place, group);
    }

    void forEachSwallowed(Terms terms, Swallowed hearing) throws IOException {
        spill.forEach((high, low, facts, starts, count) -> {
            boolean comparable = high == NO_TIME || terms.isComparable(Ids.millis(high));
            int swallowed = comparable ? swallowed(facts, starts, count) : 0;
            if (swallowed != 0) {
                hear(swallowed, facts, starts, count, hearing);
            }
        });
    }

    private static int swallowed(long[] facts, int[] starts, int count) {
        int read = 0;
        int settled = 0;
        for (int number = 0; number < count; number++) {
            long tag = facts[starts[number] + 2];
            if ((tag & READ) != 0) {
                read |= (int) (tag >>> SHIFT);
            } else {
                settled |= (int) (tag >>> SHIFT);
            }
        }
        return read & ~settled;
    }

    private static void hear(int swallowed, long[] facts, int[] starts, int count, Swallowed hearing)
            throws IOException {
        for (Reader group : Reader.ALL) {
            for (int number = 0; number < count; number++) {
                int at = starts[number];
                long tag = facts[at + 2];
                if ((swallowed & group.bit()) != 0 && (tag & READ) != 0 && (tag >>> SHIFT & group.bit()) != 0) {
                    hearing.by(group, facts[at + 3], facts[at + 4], facts[at + 5]);
                    break;
                }
            }
        }
    }
}
