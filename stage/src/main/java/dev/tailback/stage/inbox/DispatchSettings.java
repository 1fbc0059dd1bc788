package dev.tailback.stage.inbox;

import dev.tailback.events.retry.RetryPolicy;
import java.time.Duration;

/**
 * How a polled batch becomes transactions. 1 × the whole batch is the naive consumer, whose demand for connections
 * grows with lag; 200 × 1 is the sturdy one.
 *
 * @param patience how long a batch waits for the database before its partitions are read again from the first
 *     unfinished record; shorter than max.poll.interval.ms, or the consumer would be thrown out of its group
 */
public record DispatchSettings(
        int recordsPerTransaction, int transactionsInFlight, Duration patience, RetryPolicy retry) {
    public DispatchSettings {
        within("tailback.dispatch.records-per-transaction", recordsPerTransaction, 1, 5_000);
        within("tailback.dispatch.transactions-in-flight", transactionsInFlight, 1, 500);
        if (patience.isNegative() || patience.compareTo(Duration.ofMinutes(4)) > 0) {
            throw new IllegalArgumentException("tailback.dispatch.patience is 0s to 4m, but got " + patience);
        }
    }

    private static void within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s is %d to %d, but got %d".formatted(key, least, most, value));
        }
    }
}
