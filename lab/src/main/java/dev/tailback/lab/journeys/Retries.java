package dev.tailback.lab.journeys;

import java.time.Duration;

/**
 * How shoppers whose checkout failed try again.
 *
 * @param most how often at most; each time with a new cart, which is a new order
 * @param backoff the longest first pause, which doubles with every failure; zero: at once
 * @param budget how many retries there may be for each first checkout, over all shoppers; infinite: as many as they like
 */
public record Retries(int most, Duration backoff, double budget) {
    private static final int MOST = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    public static final Retries NONE = new Retries(0, Duration.ZERO, Double.POSITIVE_INFINITY);

    public Retries {
        if (most < 0 || most > MOST) {
            throw new IllegalArgumentException("retries " + most + " are not allowed: 0 to " + MOST);
        }
        if (backoff.isNegative() || backoff.compareTo(LONGEST_PAUSE) > 0) {
            throw new IllegalArgumentException("backoff " + backoff.toMillis() + " ms is not allowed: 0s to 1m");
        }
        if (!(budget >= 0)) {
            throw new IllegalArgumentException("retry budget " + budget + " is not allowed: 0 or more");
        }
    }

    public boolean isAllowedAfter(int attempts) {
        return attempts <= most;
    }

    public boolean isBudgeted() {
        return budget < Double.POSITIVE_INFINITY;
    }

    /**
     * Half of the ceiling at least, so that a backoff is one; the rest by the draw, so that those who failed together
     * do not return together.
     *
     * @param draw from 0 to below 1
     */
    public Duration pauseAfter(int attempts, double draw) {
        Duration doubled = backoff.multipliedBy(1L << Math.min(attempts - 1, 20));
        Duration ceiling = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return Duration.ofNanos(Math.round(ceiling.toNanos() * (1 + draw) / 2));
    }
}
