package dev.tailback.lab.scenario.run;

import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.measuring.Window;
import dev.tailback.lab.terminal.Terminal;
import java.util.Locale;

/** A line for each minute of the demo, which at a terminal is to be seen while the minute lasts. */
final class Minutes {
    private final Scenario scenario;
    private final Recording recording;
    private final Terminal terminal;
    private int shown;

    Minutes(Scenario scenario, Recording recording, Terminal terminal) {
        this.scenario = scenario;
        this.recording = recording;
        this.terminal = terminal;
    }

    synchronized void tell(double minute) {
        while (shown + 1 <= minute && shown < scenario.minutes()) {
            terminal.line(line(shown));
            shown++;
        }
        if (minute < scenario.minutes()) {
            terminal.live(line((int) minute));
        }
    }

    private String line(int minute) {
        Window window = recording.between(minute, minute + 1);
        return String.format(
                Locale.ROOT,
                "Minute %2d/%.0f · %-12s · %4s rpm · %5s requests · %s errors · %s failing · search %s · lag %s",
                minute,
                scenario.minutes(),
                scenario.phase(minute),
                Metric.RPM.wordsIn(window),
                Metric.REQUESTS.wordsIn(window),
                Metric.HTTP_ERROR_RATE.wordsIn(window),
                Metric.FAILURE_RATE.wordsIn(window),
                Metric.SEARCH_P95.wordsIn(window),
                Metric.LAG.wordsIn(window));
    }
}
