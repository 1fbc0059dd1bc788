package dev.tailback.lab.demo;

import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.measuring.Window;
import dev.tailback.lab.terminal.Terminal;

/** A line that says once a second how the shop does, also while the presenter talks. */
final class LiveFigures {
    /** In minutes: five seconds. */
    private static final double LATELY = 5.0 / 60;

    private final Terminal terminal;
    private volatile String what = "";

    LiveFigures(Terminal terminal) {
        this.terminal = terminal;
    }

    /** From now on the line begins with that. It stands alone until a second is over, and when nobody comes any more. */
    void are(String what) {
        this.what = what;
        terminal.live(what);
    }

    void tell(double minute, Recording recording) {
        Window lately = recording.between(minute - LATELY, Double.MAX_VALUE);
        terminal.live("%s · %s failing · %s errors · search %s · lag %s · fullest pool %s"
                .formatted(
                        what,
                        Metric.FAILURE_RATE.wordsIn(lately),
                        Metric.HTTP_ERROR_RATE.wordsIn(lately),
                        Metric.SEARCH_P95.wordsIn(lately),
                        Metric.LAG.wordsIn(lately),
                        Metric.POOL_UTILIZATION.wordsIn(lately)));
    }
}
