package dev.tailback.lab.load;

import dev.tailback.lab.shop.*;
import dev.tailback.lab.terminal.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A load in words. */
public final class LoadLines {
    private static final int REASONS_SHOWN = 5;

    private LoadLines() {}

    public static String running(Tally tally) {
        return String.format(
                Locale.ROOT,
                "sent %6d   accepted %6d   confirmed %6d   rejected %4d   failed %4d   in flight %5d%s",
                tally.sent(),
                tally.accepted(),
                tally.confirmed(),
                tally.rejected(),
                tally.failed(),
                tally.inFlight(),
                tally.turnedAway() == 0 ? "" : "   turned away " + tally.turnedAway());
    }

    public static List<String> summary(LoadReport report) {
        Tally tally = report.tally();
        List<String> lines = new ArrayList<>();
        lines.add("%d orders sent in %s: %d confirmed, %d rejected, %d failed"
                .formatted(
                        tally.sent(),
                        Amounts.seconds(report.took()),
                        tally.confirmed(),
                        tally.rejected(),
                        tally.failed()));
        if (tally.turnedAway() > 0) {
            lines.add("%d more were turned away by the load itself, which has at most 1000 requests under way"
                    .formatted(tally.turnedAway()));
        }
        if (report.fromCheckout().count() > 0) {
            lines.add("  checkout to confirmation        " + percentiles(report.fromCheckout()));
            lines.add("  intended start to confirmation  " + percentiles(report.fromIntendedStart()));
        }
        report.failures().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(REASONS_SHOWN)
                .forEach(reason -> lines.add("  failed %d ×: %s".formatted(reason.getValue(), reason.getKey())));
        return lines;
    }

    private static String percentiles(Percentiles percentiles) {
        return "p50 %s   p95 %s   p99 %s"
                .formatted(millis(percentiles, 50), millis(percentiles, 95), millis(percentiles, 99));
    }

    private static String millis(Percentiles percentiles, int percent) {
        return percentiles.at(percent).isPresent()
                ? Amounts.millis(percentiles.at(percent).getAsDouble())
                : "-";
    }
}
