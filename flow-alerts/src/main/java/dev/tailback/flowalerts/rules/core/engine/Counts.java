package dev.tailback.flowalerts.rules.core.engine;

/**
 * What became of the signals.
 *
 * @param matched those that some rule asks for
 * @param keyless matched ones without an attribute that a key is made of, once a rule
 * @param late behind the watermark, and counted all the same; once a rule and key
 * @param tooLate too far behind it to count; once a rule
 * @param hurried applied before the watermark since their key held too many
 * @param evictedKeys dropped for others, with what had begun for them
 * @param forgottenIds dropped for others: duplicates of theirs would count
 */
public record Counts(
        long received,
        long matched,
        long keyless,
        long duplicates,
        long late,
        long tooLate,
        long hurried,
        long keys,
        long evictedKeys,
        long forgottenIds) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Of several engines together. */
    public Counts plus(Counts other) {
        return new Counts(
                received + other.received,
                matched + other.matched,
                keyless + other.keyless,
                duplicates + other.duplicates,
                late + other.late,
                tooLate + other.tooLate,
                hurried + other.hurried,
                keys + other.keys,
                evictedKeys + other.evictedKeys,
                forgottenIds + other.forgottenIds);
    }
}
