package dev.tailback.lab.produce;

import dev.tailback.lab.arrivals.Punctuality;
import dev.tailback.lab.shop.Percentiles;
import dev.tailback.lab.terminal.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** A load in words. */
public final class PurchaseLines {
    private static final int REASONS_SHOWN = 5;

    private PurchaseLines() {}

    /** Fits on a terminal of 80 columns while all is well. */
    public static String running(Tally tally) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "sent %6d  accepted %6d  confirmed %6d  failed %4d",
                tally.sent(),
                tally.accepted(),
                tally.confirmed(),
                tally.failed()));
        append(line, "rejected", tally.rejected());
        append(line, "poison", tally.poisoned().sent());
        append(line, "turned away", tally.turnedAway());
        return line.toString();
    }

    /** With what the shop's consumers have yet to read, if anybody knows. */
    public static String running(Tally tally, OptionalLong lag) {
        return running(tally)
                + (lag.isPresent() ? String.format(Locale.ROOT, "  lag %6d", lag.getAsLong()) : "  lag ?");
    }

    private static void append(StringBuilder line, String name, int count) {
        if (count > 0) {
            line.append("  ").append(name).append(' ').append(count);
        }
    }

    public static List<String> summary(PurchaseReport report) {
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
            lines.add("%d more were turned away by the load itself: too many requests or orders were under way"
                    .formatted(tally.turnedAway()));
        }
        if (report.fromCheckout().count() > 0) {
            lines.add("  checkout to confirmation        " + percentiles(report.fromCheckout()));
            lines.add("  intended start to confirmation  " + percentiles(report.fromIntendedStart()));
        }
        lines.add("  started late                    " + late(report.punctuality()));
        Tally.Poisoned poisoned = tally.poisoned();
        if (poisoned.sent() > 0) {
            lines.add("  poison carts                    %d sent, %d ended as failed"
                    .formatted(poisoned.sent(), poisoned.ended()));
        }
        Tally.Repeated repeated = tally.repeated();
        if (repeated.orders() > 0) {
            lines.add("  sent again                      %d orders, %d times in all"
                    .formatted(repeated.orders(), repeated.times()));
        }
        report.failures().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(REASONS_SHOWN)
                .forEach(reason -> lines.add("  %d × %s".formatted(reason.getValue(), reason.getKey())));
        return lines;
    }

    public static String late(Punctuality.Summary punctuality) {
        return String.format(
                Locale.ROOT,
                "%.2f %% by more than %d ms, at worst by %s",
                punctuality.latePercent(),
                Punctuality.LATE.toMillis(),
                Amounts.millis(punctuality.worst().toNanos() / 1e6));
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

    public static String spread(Spread spread) {
        return spread.p50Ms() == null || spread.p95Ms() == null || spread.p99Ms() == null
                ? "-"
                : "p50 %s   p95 %s   p99 %s   of %d"
                        .formatted(
                                Amounts.millis(spread.p50Ms()),
                                Amounts.millis(spread.p95Ms()),
                                Amounts.millis(spread.p99Ms()),
                                spread.count());
    }
}
