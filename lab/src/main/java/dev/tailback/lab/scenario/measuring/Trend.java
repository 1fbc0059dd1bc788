package dev.tailback.lab.scenario.measuring;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How the lag goes, by the medians of the first and the last third of the time. */
enum Trend implements Wanted {
    RISING {
        @Override
        boolean isHeld(double first, double last) {
            return last - first >= NOTICEABLE && last >= first * MARKEDLY;
        }
    },
    DRAINED {
        @Override
        boolean isHeld(double first, double last) {
            return last < NOTICEABLE;
        }
    };

    /** Fewer records than that are always under way between the stages of a shop that is well. */
    private static final double NOTICEABLE = 10;

    private static final double MARKEDLY = 1.2;

    static Optional<Trend> of(String text) {
        return Arrays.stream(values())
                .filter(trend -> trend.text().equals(text))
                .findFirst();
    }

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Seen in(Metric metric, Window window) {
        List<Window> thirds = window.thirds();
        OptionalDouble first = metric.in(thirds.getFirst());
        OptionalDouble last = metric.in(thirds.getLast());
        if (first.isEmpty() || last.isEmpty()) {
            return Seen.NOTHING;
        }
        return new Seen(
                "%s, then %s"
                        .formatted(
                                metric.unit().text(first.getAsDouble()),
                                metric.unit().text(last.getAsDouble())),
                isHeld(first.getAsDouble(), last.getAsDouble()));
    }

    abstract boolean isHeld(double first, double last);
}
