package dev.tailback.lab.load;

import dev.tailback.lab.produce.PurchaseLines;
import dev.tailback.lab.terminal.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A load of shoppers in words. */
public final class ShoppersLines {
    private static final int REASONS_SHOWN = 5;

    private ShoppersLines() {}

    /** Fits on a terminal of 105 columns, as do the rows below it. */
    public static String head() {
        return row("at", "rpm", "req/s", "errors", List.of("search", "page", "cart", "checkout", "order"), "failing")
                + "  journeys   in shop";
    }

    /** One second; latencies are those of the 95th of 100. */
    public static String row(Reading second) {
        List<String> p95 = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            p95.add(millis(second.latency(kind).p95Ms()));
        }
        return row(
                        second.at().toSeconds() + "s",
                        String.format(Locale.ROOT, "%.0f", second.perMinute()),
                        String.valueOf(second.counts().of(Fact.REQUESTS)),
                        percent(second.counts().httpErrorRate()),
                        p95,
                        percent(second.counts().failureRate()))
                + String.format(Locale.ROOT, "  %-9s  %7d", second.weights(), second.inShop());
    }

    private static String row(
            String at, String rpm, String requests, String errors, List<String> latencies, String failing) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%6s %6s %6s %7s", at, rpm, requests, errors));
        latencies.forEach(latency -> row.append(String.format(Locale.ROOT, " %8s", latency)));
        return row.append(String.format(Locale.ROOT, " %8s", failing)).toString();
    }

    public static List<String> summary(ShoppersReport report) {
        Counts counts = report.total().counts();
        List<String> lines = new ArrayList<>();
        lines.add("%d shoppers in %s: %d requests, %d errors"
                .formatted(
                        counts.of(Fact.SHOPPERS),
                        Amounts.seconds(report.total().at()),
                        counts.of(Fact.REQUESTS),
                        counts.of(Fact.ERRORS)));
        if (counts.of(Fact.TURNED_AWAY) > 0) {
            lines.add("%d more were turned away by the load itself: too many others were under way"
                    .formatted(counts.of(Fact.TURNED_AWAY)));
        }
        lines.add(
                "%d checkouts: %d confirmed, %d out of stock, %d declined, %d refused, %d accepted and failed: %s failing"
                        .formatted(
                                counts.of(Fact.CHECKOUTS),
                                counts.of(Fact.CONFIRMED),
                                counts.of(Fact.OUT_OF_STOCK),
                                counts.of(Fact.DECLINED),
                                counts.of(Fact.REFUSED),
                                counts.of(Fact.FAILED),
                                percent(counts.failureRate())));
        if (counts.of(Fact.LEFT_BEFORE) > 0) {
            lines.add("%d wanted to buy and left over an error before their checkout"
                    .formatted(counts.of(Fact.LEFT_BEFORE)));
        }
        if (counts.of(Fact.RETRIES) + counts.of(Fact.RETRIES_DENIED) > 0) {
            lines.add("%d tried again, %d more would have and had no budget"
                    .formatted(counts.of(Fact.RETRIES), counts.of(Fact.RETRIES_DENIED)));
        }
        for (Kind kind : Kind.values()) {
            lines.add(String.format(Locale.ROOT, "  %-13s ", kind.text())
                    + PurchaseLines.spread(report.total().latency(kind)));
        }
        lines.add("  started late  " + PurchaseLines.late(report.punctuality()));
        report.reasons().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(REASONS_SHOWN)
                .forEach(reason -> lines.add("  %d × %s".formatted(reason.getValue(), reason.getKey())));
        return lines;
    }

    private static String millis(@Nullable Double millis) {
        return millis == null ? "-" : Amounts.millis(millis);
    }

    static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.1f%%", share.getAsDouble() * 100) : "-";
    }
}
