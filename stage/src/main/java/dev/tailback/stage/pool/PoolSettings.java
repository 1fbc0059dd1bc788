package dev.tailback.stage.pool;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** What of a pool can be changed while it is in use. */
public record PoolSettings(int maximum, int minimumIdle, Duration connectionTimeout) {
    private static final int MOST = 1_000;
    /** HikariCP takes no shorter one. */
    private static final int SHORTEST_MILLIS = 250;

    private static final int LONGEST_MILLIS = 60_000;

    public PoolSettings {
        demand("maximum", maximum, 1, MOST);
        demand("minimum_idle", minimumIdle, 0, maximum);
        demand("connection_timeout_ms", connectionTimeout.toMillis(), SHORTEST_MILLIS, LONGEST_MILLIS);
    }

    static PoolSettings of(HikariDataSource pool) {
        return new PoolSettings(
                pool.getMaximumPoolSize(), pool.getMinimumIdle(), Duration.ofMillis(pool.getConnectionTimeout()));
    }

    private static void demand(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s must be %d to %d, but was %d".formatted(name, least, most, value));
        }
    }
}
