package dev.tailback.lab.scenario;

import java.util.Locale;

/** Some minutes of the demo. */
public sealed interface Stretch {
    String words();

    /** From a minute on until before another. */
    record Between(double from, double to) implements Stretch {
        @Override
        public String words() {
            return "minute %s to %s".formatted(minute(from), minute(to));
        }
    }

    /** From when the backlog is gone by what was predicted, until the end. */
    record AfterPredictedDrain(double end) implements Stretch {
        @Override
        public String words() {
            return "after the predicted drain";
        }
    }

    static String minute(double minute) {
        return minute == Math.rint(minute) ? String.valueOf((long) minute) : String.format(Locale.ROOT, "%.1f", minute);
    }
}
