package dev.tailback.lab.audit;

import java.io.IOException;

/** What the sources say about orders, on its way through a {@link Spill}. Writing and reading stand side by side. */
final class OrderFacts {
    private static final int CART = 1;
    private static final int ORDER = 2;
    private static final int RESERVATION = 3;
    private static final int PAYMENT = 4;
    private static final int OUTBOX = 5;
    private static final int RECORD = 6;
    private static final int DEAD = 7;
    private static final int SWALLOWED = 8;

    private static final int SHIFT = 8;
    private static final int BYTE = 0xFF;

    private final Spill spill;

    OrderFacts(Spill spill) {
        this.spill = spill;
    }

    /** @param outcome what the shopper was told; unknown if nothing yet */
    void cart(long high, long low, long submittedAt, State outcome) throws IOException {
        spill.add(high, low, tag(CART, outcome.ordinal(), 0), submittedAt, 0, 0);
    }

    void order(long high, long low, State state, long cents, long patienceEnds, Voiding voiding) throws IOException {
        spill.add(high, low, tag(ORDER, state.ordinal(), voiding.ordinal()), cents, patienceEnds, 0);
    }

    void reservation(long high, long low, long units) throws IOException {
        spill.add(high, low, tag(RESERVATION, 0, 0), units, 0, 0);
    }

    void payment(long high, long low, Payment status, boolean authorized, long cents) throws IOException {
        spill.add(high, low, tag(PAYMENT, status.ordinal(), authorized ? 1 : 0), cents, 0, 0);
    }

    void outbox(long high, long low, Reader stage, Told told, long idHigh, long idLow) throws IOException {
        spill.add(high, low, tag(OUTBOX, told.ordinal(), stage.ordinal()), idHigh, idLow, 0);
    }

    void record(long high, long low, Told told, int marks, long idHigh, long idLow, long place) throws IOException {
        spill.add(high, low, tag(RECORD, told.ordinal(), marks), idHigh, idLow, place);
    }

    /** @param read whether checkout has read the dead letter */
    void dead(long high, long low, boolean read) throws IOException {
        spill.add(high, low, tag(DEAD, read ? 1 : 0, 0), 0, 0, 0);
    }

    /** A record that the group has read and not processed. */
    void swallowed(long high, long low, Reader group, long place) throws IOException {
        spill.add(high, low, tag(SWALLOWED, group.ordinal(), 0), place, 0, 0);
    }

    static void replay(long[] facts, int[] starts, int count, Dossier into) {
        for (int number = 0; number < count; number++) {
            int at = starts[number];
            long tag = facts[at + 2];
            int detail = (int) (tag >>> SHIFT) & BYTE;
            int more = (int) (tag >>> 2 * SHIFT) & 0xFFFF;
            long first = facts[at + 3];
            long second = facts[at + 4];
            switch ((int) tag & BYTE) {
                case CART -> into.cart(first, State.ALL[detail]);
                case ORDER -> into.order(State.ALL[detail], first, second, Voiding.ALL[more]);
                case RESERVATION -> into.reservation(first);
                case PAYMENT -> into.payment(Payment.ALL[detail], more == 1, first);
                case OUTBOX -> into.outbox(Reader.ALL[more], Told.ALL[detail], first, second);
                case RECORD -> into.record(Told.ALL[detail], more, first, second, facts[at + 5]);
                case DEAD -> into.dead(detail == 1);
                case SWALLOWED -> into.swallowed(Reader.ALL[detail], first);
                default -> throw new IllegalStateException("no fact has the tag " + Long.toHexString(tag));
            }
        }
    }

    private static long tag(int kind, int detail, int more) {
        return kind | (long) detail << SHIFT | (long) more << 2 * SHIFT;
    }
}
