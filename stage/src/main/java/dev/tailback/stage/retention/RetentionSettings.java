package dev.tailback.stage.retention;

import java.time.Duration;

/**
 * How long what passes through is kept.
 *
 * @param topics how long Kafka keeps the shop's records
 * @param deadLetters how long it keeps dead letters, for somebody to decide about them
 * @param outbox for how long rows can be looked at; none is dropped before it was compared with Kafka
 * @param inbox for how long an event is recognised when it comes again; what is older is refused
 */
public record RetentionSettings(Duration topics, Duration deadLetters, Duration outbox, Duration inbox) {
    /** Kafka drops whole segments, and rolls one a day. */
    public static final Duration SEGMENT = Duration.ofDays(1);

    private static final Duration LONGEST = Duration.ofDays(366);

    public RetentionSettings {
        demand("topics", topics, Duration.ofHours(1));
        demand("dead-letters", deadLetters, topics);
        demand("outbox", outbox, Duration.ofDays(1));
        // An event may be read at the end of its topic's retention, die, and be replayed at the end of its dead
        // letter's: it must still be recognised then.
        demand("inbox", inbox, topics.plus(deadLetters).plus(SEGMENT.multipliedBy(2)));
    }

    private static void demand(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("tailback.retention.%s is %s to %s, but got %s"
                    .formatted(name, inWords(least), inWords(LONGEST), inWords(value)));
        }
    }

    private static String inWords(Duration duration) {
        return duration.toHours() % 24 == 0 ? duration.toDays() + "d" : duration.toHours() + "h";
    }
}
