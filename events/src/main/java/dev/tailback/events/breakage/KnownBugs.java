package dev.tailback.events.breakage;

import static dev.tailback.events.breakage.SeededBugs.COMMIT_BEFORE_WORK;
import static dev.tailback.events.breakage.SeededBugs.DEFAULT_HANDLER;
import static dev.tailback.events.breakage.SeededBugs.INBOX_OFF;
import static dev.tailback.events.breakage.SeededBugs.OUTBOX_SKIPPED;
import static dev.tailback.events.breakage.SeededBugs.RELEASE_FORGOTTEN;

import java.util.List;

/** Which of the {@link SeededBugs} a stage can be started with: also for who starts stages and has nothing of theirs. */
public final class KnownBugs {
    private static final String THE_ONE_WITH_STOCK = "inventory";

    private KnownBugs() {}

    public static List<String> of(String stage) {
        return stage.equals(THE_ONE_WITH_STOCK)
                ? List.of(COMMIT_BEFORE_WORK, INBOX_OFF, OUTBOX_SKIPPED, DEFAULT_HANDLER, RELEASE_FORGOTTEN)
                : List.of(COMMIT_BEFORE_WORK, INBOX_OFF, OUTBOX_SKIPPED, DEFAULT_HANDLER);
    }
}
