package dev.tailback.flowalerts.rules.play;

import dev.tailback.flowalerts.rules.core.model.Bound;
import dev.tailback.flowalerts.rules.core.model.Figure;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Reading;
import dev.tailback.flowalerts.rules.language.ConditionText;
import dev.tailback.flowalerts.rules.yaml.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An explanation in lines for people. */
public final class ExplanationText {
    private static final double NANOS_PER_MILLI = 1e6;

    private ExplanationText() {}

    public static List<String> lines(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        for (Explanation.Stage stage : explanation.stages()) {
            lines.add(line(stage));
            Explanation.Miss miss = stage.miss();
            if (stage.wanted() > 0 && !stage.reached() && miss != null) {
                lines.add("    nearest: %s at %s: %s, and it is %s"
                        .formatted(
                                miss.signal().name().isEmpty()
                                        ? "a signal"
                                        : "'" + miss.signal().name() + "'",
                                time(miss.signal().timeNanos()),
                                ConditionText.of(miss.signal().kind(), miss.check()),
                                miss.actual() == null ? "absent" : shown(miss.actual())));
            }
        }
        explanation.limits().forEach(reading -> lines.add(line(reading)));
        if (explanation.late() > 0) {
            lines.add("  %d signals of this key came late and counted".formatted(explanation.late()));
        }
        if (explanation.tooLate() > 0) {
            lines.add("  %d signals of this rule came too late to count".formatted(explanation.tooLate()));
        }
        return lines;
    }

    private static String line(Explanation.Stage stage) {
        if (stage.wanted() == 0) {
            return "  not %s: %d came".formatted(stage.id(), stage.matched());
        }
        String line = "  stage %s: %s, %d of %d (%d matched in all)"
                .formatted(
                        stage.id(),
                        stage.reached() ? "reached" : "not reached",
                        stage.seen(),
                        stage.wanted(),
                        stage.matched());
        return stage.reached() && stage.expiresNanos() > 0 ? line + ", good until " + time(stage.expiresNanos()) : line;
    }

    public static String line(Reading reading) {
        Threshold.Limit limit = reading.limit();
        String over = " over %s of %d signals (min_count %d)"
                .formatted(Durations.text(limit.window()), reading.signals(), limit.minCount());
        return "  threshold %s: %s, %s against %s%s%s"
                .formatted(
                        limit.id(),
                        reading.state().name().toLowerCase(Locale.ROOT),
                        value(limit.figure(), reading.figure()),
                        bound(limit.figure(), limit.breach()),
                        over,
                        reading.breached() ? ", breached until " + bound(limit.figure(), limit.clear()) : "");
    }

    public static String bound(Figure figure, Bound bound) {
        return bound.operator().sign() + " " + value(figure, bound.value());
    }

    static String value(Figure figure, double value) {
        if (Double.isNaN(value)) {
            return "nothing";
        }
        return isDuration(figure)
                ? String.format(Locale.ROOT, "%.0f ms", value / NANOS_PER_MILLI)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static boolean isDuration(Figure figure) {
        return figure instanceof Figure.Percentile percentile
                && percentile.field().equals("duration");
    }

    private static String shown(Object value) {
        return value instanceof String text ? "'" + text + "'" : value.toString();
    }

    /** To the millisecond. */
    public static String time(long nanos) {
        return Instant.EPOCH
                .plus(Duration.ofNanos(nanos))
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
    }
}
