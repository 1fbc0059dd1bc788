package dev.tailback.events;

/** What the headers of a dead letter are called: why the record is dead, and whence it came. */
public final class DeadLetterHeaders {
    public static final String REASON = "dead_reason";
    public static final String CAUSE = "dead_cause";
    public static final String ATTEMPTS = "dead_attempts";
    public static final String TOPIC = "dead_topic";
    public static final String PARTITION = "dead_partition";
    public static final String OFFSET = "dead_offset";
    public static final String GROUP = "dead_group";

    private DeadLetterHeaders() {}
}
