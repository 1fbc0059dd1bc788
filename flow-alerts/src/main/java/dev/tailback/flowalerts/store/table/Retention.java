package dev.tailback.flowalerts.store.table;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How many full days spans are kept, by outcome, and which days have a partition. */
public record Retention(int successfulDays, int failedDays) {
    /** A flow-alerts that is away for a long weekend finds its partitions there; a wrong clock finds none. */
    static final int DAYS_AHEAD = 3;

    boolean covers(Partition partition, LocalDate today) {
        return !isOver(partition, today) && !partition.day().isAfter(today.plusDays(DAYS_AHEAD));
    }

    boolean isOver(Partition partition, LocalDate today) {
        return partition.day().isBefore(today.minusDays(days(partition.outcome())));
    }

    public int days(Outcome outcome) {
        return switch (outcome) {
            case SUCCESSFUL -> successfulDays;
            case FAILED -> failedDays;
        };
    }

    /** What must be there before the first span of its day is. */
    static List<Partition> ahead(LocalDate today) {
        return Arrays.stream(Outcome.values())
                .flatMap(outcome -> IntStream.rangeClosed(0, DAYS_AHEAD)
                        .mapToObj(days -> new Partition(outcome, today.plusDays(days))))
                .toList();
    }
}
