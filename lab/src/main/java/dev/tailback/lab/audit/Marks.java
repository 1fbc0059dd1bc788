package dev.tailback.lab.audit;

/** What an audit has to know of a record besides its headers, as bits: who had read it, and since when it is there. */
final class Marks {
    /** It was in Kafka before any ledger was read. */
    static final int EARLY = 1 << 3;
    /** The relay's reconciler published it, which may be late. */
    static final int RECONCILED = 1 << 4;
    /** No stage sent it. */
    static final int FROM_OUTSIDE = 1 << 5;

    private static final int SENDER_SHIFT = 6;
    private static final int READERS = 0b111;

    private Marks() {}

    /** The readers whose committed offsets were beyond it before any ledger was read, as their bits. */
    static int readBy(int marks) {
        return marks & READERS;
    }

    static boolean has(int marks, int mark) {
        return (marks & mark) != 0;
    }

    static int sentBy(Reader stage) {
        return stage.ordinal() << SENDER_SHIFT;
    }

    /** Only of what is not from outside. */
    static Reader sender(int marks) {
        return Reader.ALL[marks >>> SENDER_SHIFT];
    }
}
