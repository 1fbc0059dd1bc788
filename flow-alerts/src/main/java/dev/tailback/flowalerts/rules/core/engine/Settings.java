package dev.tailback.flowalerts.rules.core.engine;

import java.time.Duration;

/**
 * @param outOfOrder how far behind the latest signal of its partition another may come and is not late
 * @param idleAfter a partition that was silent for so long, by the clock, no longer holds the watermark back
 * @param step the watermark moves by whole steps; an alert waits up to one step longer
 * @param mostKeys of all rules together; one more drops one that was not touched lately
 * @param mostSignals that one key of one rule may hold; one more and its oldest is applied before the watermark
 * @param mostSignalsInAll that all keys may hold together; beyond, each that comes makes its key give up its oldest
 * @param mostIds how many ids are kept to know duplicates by, for thresholds
 * @param nearMisses whether it keeps what came nearest to each stage; it then looks at every signal with every rule, slowly
 */
public record Settings(
        Duration outOfOrder,
        Duration idleAfter,
        Duration step,
        int mostKeys,
        int mostSignals,
        int mostSignalsInAll,
        int mostIds,
        boolean nearMisses) {
    public static final Settings DEFAULT = new Settings(
            Duration.ofSeconds(45),
            Duration.ofSeconds(60),
            Duration.ofMillis(100),
            200_000,
            131_072,
            2_000_000,
            2_000_000,
            false);

    public Settings {
        if (outOfOrder.isNegative() || idleAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "out of order %s, idle after %s; allowed: 0 or more".formatted(outOfOrder, idleAfter));
        }
        if (step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException("a step of %s; allowed: more than 0".formatted(step));
        }
        if (mostKeys < 1 || mostSignals < 1 || mostSignalsInAll < 1 || mostIds < 1) {
            throw new IllegalArgumentException(
                    "at most %d keys, %d signals of a key, %d in all, %d ids; allowed: 1 or more"
                            .formatted(mostKeys, mostSignals, mostSignalsInAll, mostIds));
        }
    }

    public Settings withOutOfOrder(Duration other) {
        return new Settings(other, idleAfter, step, mostKeys, mostSignals, mostSignalsInAll, mostIds, nearMisses);
    }

    public Settings withNearMisses() {
        return new Settings(outOfOrder, idleAfter, step, mostKeys, mostSignals, mostSignalsInAll, mostIds, true);
    }
}
