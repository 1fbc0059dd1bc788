package dev.tailback.lab.demo;

import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.measuring.Window;
import dev.tailback.lab.terminal.Terminal;
import java.util.List;

/** A line that says once a second how the shop does, also while the presenter talks. */
final class LiveFigures {
    /** In minutes: five seconds. */
    private static final double LATELY = 5.0 / 60;

    private static final String BETWEEN = " · ";

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

    /** The first that fit into the width: what matters most is told first. */
    void tell(double minute, Recording recording) {
        Window lately = recording.between(minute - LATELY, Double.MAX_VALUE);
        StringBuilder line = new StringBuilder(what);
        for (String figure : List.of(
                Metric.FAILURE_RATE.wordsIn(lately) + " failing",
                "lag " + Metric.LAG.wordsIn(lately),
                "search " + Metric.SEARCH_P95.wordsIn(lately),
                "fullest pool " + Metric.POOL_UTILIZATION.wordsIn(lately),
                Metric.HTTP_ERROR_RATE.wordsIn(lately) + " errors")) {
            if (line.length() + BETWEEN.length() + figure.length() >= terminal.columns()) {
                break;
            }
            line.append(BETWEEN).append(figure);
        }
        terminal.live(line.toString());
    }
}
