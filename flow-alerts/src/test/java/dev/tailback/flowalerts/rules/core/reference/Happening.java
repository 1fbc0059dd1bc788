package dev.tailback.flowalerts.rules.core.reference;

/** What comes to an engine, in the order in which it comes. Clocks and times are milliseconds. */
public sealed interface Happening {
    record Arrives(int partition, Given given, long clock) implements Happening {}

    record Ticks(long clock) implements Happening {}

    record Advances(long time) implements Happening {}

    /** The engine is stopped, and another goes on from its checkpoint. */
    record Restarts() implements Happening {}
}
