package dev.tailback.flowalerts.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * @param rules files of rules, and folders of them; none: nothing is evaluated
 * @param outOfOrder how far behind the latest signal another may come and is not late
 * @param idleAfter a way in that was silent for so long no longer holds the others back
 * @param state where checkpoints are kept; empty: a restart begins anew
 */
public record WatchSettings(List<Path> rules, Duration outOfOrder, Duration idleAfter, Optional<Path> state) {
    public WatchSettings {
        rules = List.copyOf(rules);
    }
}
