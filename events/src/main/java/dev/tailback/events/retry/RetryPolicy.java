package dev.tailback.events.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How what failed for a passing reason is tried again. The sturdy policy backs off, spreads its retries at random and
 * keeps them a small share of the traffic; the naive one tries ten times at once, which is how retry storms begin.
 *
 * @param attempts how often in all, before the records are left for a later reading
 * @param budget retries as a share of transactions; 1 or more means no limit
 */
public record RetryPolicy(int attempts, Duration first, Duration longest, double budget) {
    public static final RetryPolicy STURDY = new RetryPolicy(20, Duration.ofMillis(50), Duration.ofSeconds(2), 0.2);
    public static final RetryPolicy NAIVE = new RetryPolicy(10, Duration.ZERO, Duration.ZERO, 1);

    public RetryPolicy {
        if (attempts < 1 || attempts > 100) {
            throw new IllegalArgumentException("tailback.dispatch.retry.attempts is 1 to 100, but got " + attempts);
        }
        if (first.isNegative() || longest.compareTo(first) < 0 || longest.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "tailback.dispatch.retry.first is 0s or more and at most tailback.dispatch.retry.longest,"
                            + " which is at most 1m, but got " + first + " and " + longest);
        }
        if (!(budget >= 0)) {
            throw new IllegalArgumentException("tailback.dispatch.retry.budget is 0 or more, but got " + budget);
        }
    }

    /** The longest pause after that many failed attempts, counted from 1. */
    public Duration ceiling(int failed) {
        Duration doubled = first.multipliedBy(1L << Math.min(failed - 1, 20));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /** A pause up to the ceiling, any length as likely as another, so that those who failed together do not return so. */
    public Duration pause(int failed) {
        return Duration.ofNanos((long)
                (ThreadLocalRandom.current().nextDouble() * ceiling(failed).toNanos()));
    }
}
