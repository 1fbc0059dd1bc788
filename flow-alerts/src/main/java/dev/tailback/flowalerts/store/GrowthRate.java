package dev.tailback.flowalerts.store;

import dev.tailback.flowalerts.store.table.Outcome;
import dev.tailback.flowalerts.store.table.Retention;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How many spans came within how long.
 *
 * @param spans by outcome
 */
record GrowthRate(Duration measured, Map<Outcome, Long> spans, double bytesPerSpan) {
    private static final List<Integer> LOOKS_AHEAD = List.of(7, 30, 90);
    private static final Duration DAY = Duration.ofDays(1);

    StoreReport.Growth growth(Retention retention) {
        double perDay =
                Arrays.stream(Outcome.values()).mapToDouble(this::perDay).sum();
        return new StoreReport.Growth(
                measured.toMillis() / 3.6e6,
                perDay,
                bytesPerSpan,
                perDay * bytesPerSpan,
                LOOKS_AHEAD.stream()
                        .map(days -> new StoreReport.Projection(days, bytesAfter(days, retention)))
                        .toList());
    }

    private long bytesAfter(int days, Retention retention) {
        return Math.round(Arrays.stream(Outcome.values())
                .mapToDouble(outcome -> perDay(outcome) * bytesPerSpan * Math.min(days, retention.days(outcome) + 1))
                .sum());
    }

    private double perDay(Outcome outcome) {
        return measured.isZero() ? 0 : (double) spans.getOrDefault(outcome, 0L) * DAY.toMillis() / measured.toMillis();
    }
}
