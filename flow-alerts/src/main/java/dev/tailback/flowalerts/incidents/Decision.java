package dev.tailback.flowalerts.incidents;

/** What a happening makes of an incident. */
sealed interface Decision {
    /** @param what people are told of */
    record Becomes(Incident incident, What what) implements Decision {}

    /** It was never told, and is forgotten. */
    record Forgotten() implements Decision {}

    /** Told before, or nothing to do with it. */
    record Nothing() implements Decision {}

    /** Not allowed; the sentence says what is. */
    record Refused(String sentence) implements Decision {}
}
