package dev.tailback.lab.drill.running;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.drill.catalogue.Plan;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The drill that somebody wants.
 *
 * @param level 1 to 3; absent: any
 * @param seed absent: any
 * @param minutes how long it lasts at most from the moment on at which something breaks; absent: 10
 * @param incident by its name, for teachers; absent: the seed picks
 * @param after seconds from the first shopper on until something breaks; absent: as the seed says
 * @param open whether flow-alerts goes on to tell causes; absent: it does not
 */
public record Wanted(
        @Nullable Integer level,
        @Nullable Long seed,
        @Nullable Integer minutes,
        @Nullable String incident,
        @Nullable Integer after,
        @Nullable Boolean open) {
    public static final int MOST_MINUTES = 60;
    public static final int USUAL_MINUTES = 10;
    private static final int MOST_AFTER = 600;
    public static final int HIGHEST_LEVEL = 3;
    /** So that it can be said aloud. */
    public static final long HIGHEST_SEED = 999_999;

    public Wanted {
        if (level != null && (level < 1 || level > HIGHEST_LEVEL)) {
            throw new BadRequest("level %d is not allowed: 1 to %d".formatted(level, HIGHEST_LEVEL));
        }
        if (seed != null && (seed < 0 || seed > HIGHEST_SEED)) {
            throw new BadRequest("seed %d is not allowed: 0 to %d".formatted(seed, HIGHEST_SEED));
        }
        if (after != null && (after < 1 || after > MOST_AFTER)) {
            throw new BadRequest("after %d is not allowed: 1 to %d seconds".formatted(after, MOST_AFTER));
        }
        if (minutes != null && (minutes < 1 || minutes > MOST_MINUTES)) {
            throw new BadRequest("minutes %d is not allowed: 1 to %d".formatted(minutes, MOST_MINUTES));
        }
    }

    Plan timed(Plan plan) {
        return after == null ? plan : plan.breakingAfter(Duration.ofSeconds(after));
    }

    long seedOrAny() {
        return seed == null ? ThreadLocalRandom.current().nextLong(1_000, HIGHEST_SEED + 1) : seed;
    }

    Duration lasts() {
        return Duration.ofMinutes(minutes == null ? USUAL_MINUTES : minutes);
    }

    boolean isOpen() {
        return Boolean.TRUE.equals(open);
    }
}
