package dev.tailback.flowalerts.rules.core.engine;

/** The counters behind {@link Counts}, shared by the parts of one engine. */
final class Tally {
    long received;
    long matched;
    long keyless;
    long duplicates;
    public long late;
    long tooLate;
    long hurried;
    /** Signals that are held now. */
    long held;

    long evictedKeys;
    long forgottenIds;

    Counts counts(long keys) {
        return new Counts(
                received, matched, keyless, duplicates, late, tooLate, hurried, keys, evictedKeys, forgottenIds);
    }
}
