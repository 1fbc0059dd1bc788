package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Figure;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a figure is called where its comparison stands, such as {@code duration_p95}. */
sealed interface FigureName {
    record ErrorRate() implements FigureName {}

    record Count() implements FigureName {}

    /** @param isOfDuration else of any field that is named */
    record Percentile(int perTenThousand, boolean isOfDuration) implements FigureName {}

    record Gauge(Figure.Aggregate aggregate) implements FigureName {}

    String ALLOWED = "error_rate, duration_p95 and the like, p95 and the like, count, last, min, max, mean, sum";

    Pattern PERCENTILE = Pattern.compile("(duration_)?p([0-9]{1,2}(?:\\.[0-9]{1,2})?)");

    static Optional<FigureName> of(String key) {
        Matcher percentile = PERCENTILE.matcher(key);
        if (percentile.matches()) {
            int perTenThousand =
                    new BigDecimal(percentile.group(2)).movePointRight(2).intValueExact();
            return perTenThousand == 0
                    ? Optional.empty()
                    : Optional.of(new Percentile(perTenThousand, percentile.group(1) != null));
        }
        return switch (key) {
            case "error_rate" -> Optional.of(new ErrorRate());
            case "count" -> Optional.of(new Count());
            case "last" -> Optional.of(new Gauge(Figure.Aggregate.LAST));
            case "min" -> Optional.of(new Gauge(Figure.Aggregate.LEAST));
            case "max" -> Optional.of(new Gauge(Figure.Aggregate.MOST));
            case "mean" -> Optional.of(new Gauge(Figure.Aggregate.MEAN));
            case "sum" -> Optional.of(new Gauge(Figure.Aggregate.SUM));
            default -> Optional.empty();
        };
    }

    /** The name of a figure that is known. */
    static String of(Figure figure) {
        return switch (figure) {
            case Figure.ErrorRate rate -> "error_rate";
            case Figure.Count count -> "count";
            case Figure.Percentile percentile ->
                (percentile.field().equals(Signals.DURATION) ? "duration_p" : "p")
                        + BigDecimal.valueOf(percentile.perTenThousand(), 2)
                                .stripTrailingZeros()
                                .toPlainString();
            case Figure.Gauge gauge ->
                switch (gauge.aggregate()) {
                    case LAST -> "last";
                    case LEAST -> "min";
                    case MOST -> "max";
                    case MEAN -> "mean";
                    case SUM -> "sum";
                };
        };
    }

    /** So many signals that one of them lies beyond the percentile: with fewer the largest one alone decides. */
    static int fewest(int perTenThousand) {
        return (int) Math.ceil(10_000.0 / (10_000 - perTenThousand));
    }
}
