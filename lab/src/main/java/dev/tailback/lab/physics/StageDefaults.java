package dev.tailback.lab.physics;

import java.time.Duration;

/** What the stages do when nobody has told them otherwise, for the model and the benches; a test holds it to theirs. */
public final class StageDefaults {
    public static final int RECORDS_PER_TRANSACTION = 200;
    public static final int TRANSACTIONS_IN_FLIGHT = 2;
    public static final int ATTEMPTS = 20;
    public static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    public static final double RETRY_BUDGET = 0.2;
    public static final PoolLimits POOL = new PoolLimits(100, 3);

    static final int MOST_PER_POLL = 500;

    private StageDefaults() {}
}
