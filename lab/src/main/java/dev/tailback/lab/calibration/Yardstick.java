package dev.tailback.lab.calibration;

import dev.tailback.lab.faults.database.ShopServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How much work PostgreSQL gets done now: numbers it counts in a second, in one session, while nobody else wants
 * anything of it. Tables play no part, so that runs with tables of any size can be compared.
 */
public final class Yardstick {
    private static final int NUMBERS = 500_000;
    private static final String COUNT =
            "SELECT sum(number) FROM (SELECT generate_series(1, " + NUMBERS + ") AS number) AS numbers";
    private static final Duration LEAST = Duration.ofSeconds(3);
    private static final Duration MOST = Duration.ofSeconds(20);
    private static final int PART_OF_A_RUN = 20;

    private final ShopServer server;
    private final Duration longEnough;

    private Yardstick(ShopServer server, Duration longEnough) {
        this.server = server;
        this.longEnough = longEnough;
    }

    /** To be remembered, or to be compared with that. */
    public static Yardstick lasting(ShopServer server, Duration longEnough) {
        return new Yardstick(server, longEnough);
    }

    /** For a run of so long: it is not to take longer to measure than to do. */
    public static Yardstick forRun(ShopServer server, Duration run) {
        long seconds = Math.clamp(run.toSeconds() / PART_OF_A_RUN, LEAST.toSeconds(), MOST.toSeconds());
        return new Yardstick(server, Duration.ofSeconds(seconds));
    }

    /**
     * The best of all counts. A processor that is shared with other machines is half as fast for as long as somebody else
     * works on the same core, for seconds, before a run as in it and after it: the middle of some seconds says who that
     * was, and the best of them what the machine is.
     */
    public double millionsPerSecond() throws IOException, SQLException {
        try (Connection connection = server.connect("tailback yardstick");
                Statement statement = connection.createStatement()) {
            statement.execute("SET jit = off");
            statement.execute("SET max_parallel_workers_per_gather = 0");
            statement.execute(COUNT);
            double best = 0;
            long end = System.nanoTime() + longEnough.toNanos();
            while (System.nanoTime() < end) {
                long began = System.nanoTime();
                statement.execute(COUNT);
                best = Math.max(best, NUMBERS * 1e3 / (System.nanoTime() - began));
            }
            return best;
        }
    }
}
