package dev.tailback.lab.room;

import dev.tailback.lab.scenario.ScenarioFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How many minutes the scenarios have that come with the lab. */
final class ScenarioLengths {
    private final Map<String, Double> minutes = new ConcurrentHashMap<>();

    /** Null for a clock that somebody else set. */
    @Nullable
    Double minutes(String mode) {
        return ScenarioFiles.SHIPPED.contains(mode)
                ? (Double) minutes.computeIfAbsent(mode, ScenarioLengths::read)
                : null;
    }

    private static double read(String mode) {
        try {
            return ScenarioFiles.shipped(mode).minutes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
