package dev.tailback.lab.bench;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run. Public JSON, so fields are only ever added.
 *
 * @param ended within the time, which is that of the last end, or the limit when not all ended in it
 * @param cpuMsPerOrder by process; empty where the system does not tell
 */
public record Measured(
        String name,
        String settings,
        int sent,
        int ended,
        Map<String, Integer> byState,
        double seconds,
        double ordersPerSecond,
        @Nullable Double p50Ms,
        @Nullable Double p99Ms,
        Map<String, Double> cpuMsPerOrder) {}
