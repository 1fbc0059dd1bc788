package dev.tailback.lab.scenario.prediction;

import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.measuring.Window;
import dev.tailback.lab.terminal.Table;
import java.util.List;
import java.util.OptionalDouble;

/** A prediction for people. */
public final class PredictionLines {
    private PredictionLines() {}

    /** Beside what was measured. */
    public static List<String> compared(List<Compared> all) {
        Table table = new Table("predicted", "said", "seen", "within 25 %");
        all.forEach(each -> table.row(each.what(), each.predicted(), each.measured(), each.isWithin() ? "yes" : "NO"));
        return table.lines();
    }

    /** Before anything was measured. */
    public static List<String> foretold(Prediction prediction) {
        Table table = new Table("predicted", "when");
        prediction.foretold().forEach(each -> table.row(each.what(), each.predicted()));
        return table.lines();
    }

    /** Minute by minute. */
    public static Table course(Prediction prediction, double minutes) {
        Metric pool = Metric.of(prediction.consumer().id() + "_pool").orElseThrow();
        Metric lag = Metric.of(prediction.consumer().id() + "_lag").orElseThrow();
        Table table = new Table("minute", "failing", "search p95", lag.text(), "catalog_pool", pool.text());
        Recording recording = prediction.recording();
        for (int minute = 0; minute < minutes; minute++) {
            Window window = recording.between(minute, minute + 1);
            table.row(
                    String.valueOf(minute),
                    text(Metric.FAILURE_RATE, window),
                    text(Metric.SEARCH_P95, window),
                    text(lag, window),
                    text(Metric.CATALOG_POOL, window),
                    text(pool, window));
        }
        return table;
    }

    private static String text(Metric metric, Window window) {
        OptionalDouble value = metric.in(window);
        return value.isEmpty() ? "-" : metric.unit().text(value.getAsDouble());
    }
}
