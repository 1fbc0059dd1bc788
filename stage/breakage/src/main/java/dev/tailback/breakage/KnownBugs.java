package dev.tailback.breakage;

import java.util.List;

/** Which of the {@link SeededBugs} a stage can be started with: also for who starts stages and has nothing of theirs. */
public final class KnownBugs {
    /** Offsets are committed when a batch arrives: whoever dies at work has lost it. */
    static final String COMMIT_BEFORE_WORK = "commit-before-work";
    /** Every redelivery counts as the first time. */
    static final String INBOX_OFF = "inbox-off";
    /** What happened to some orders is not told. */
    static final String OUTBOX_SKIPPED = "outbox-skipped";
    /** What fails as a batch is left to Spring's own handler, which discards it; and a dead letter fails so. */
    static final String DEFAULT_HANDLER = "default-handler";

    public static final List<String> ALL = List.of(COMMIT_BEFORE_WORK, INBOX_OFF, OUTBOX_SKIPPED, DEFAULT_HANDLER);

    private KnownBugs() {}
}
