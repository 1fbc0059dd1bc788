package dev.tailback.flowalerts.rules.core.engine;

/** The counters behind {@link Counts}, shared by the parts of one engine. */
final class Tally {
    long received;
    long matched;
    long keyless;
    long duplicates;
    long late;
    long tooLate;
    long hurried;
    /** Signals that are held now. */
    long held;

    long evictedKeys;

    Counts counts(long keys, long forgottenIds) {
        return new Counts(
                received, matched, keyless, duplicates, late, tooLate, hurried, keys, evictedKeys, forgottenIds);
    }
}
