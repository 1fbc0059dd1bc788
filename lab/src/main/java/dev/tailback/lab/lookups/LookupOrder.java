package dev.tailback.lab.lookups;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is asked for over HTTP; what is left out is as usual. */
record LookupOrder(
        @Nullable Double queriesPerSecond,
        @Nullable Double durationSeconds,
        @Nullable Double listToGet) {
    private static final double LONGEST_SECONDS = 600;

    LookupOrder {
        if (durationSeconds != null && !(durationSeconds > 0 && durationSeconds <= LONGEST_SECONDS)) {
            throw new IllegalArgumentException(
                    "duration_seconds " + durationSeconds + " is not allowed: more than 0, at most 600");
        }
        plan(queriesPerSecond, durationSeconds, listToGet);
    }

    private static LookupPlan plan(@Nullable Double queries, @Nullable Double seconds, @Nullable Double listToGet) {
        LookupPlan usual = LookupPlan.USUAL;
        return new LookupPlan(
                queries == null ? usual.queriesPerSecond() : queries,
                seconds == null ? usual.lasts() : Duration.ofMillis(Math.round(seconds * 1_000)),
                listToGet == null ? usual.listToGet() : listToGet);
    }

    LookupPlan plan() {
        return plan(queriesPerSecond, durationSeconds, listToGet);
    }
}
