package dev.tailback.lab.calibration;

import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.shop.Percentiles;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much work PostgreSQL gets done now: numbers it counts in a second, in one session, while nobody else wants
 * anything of it. Tables play no part, so that runs with tables of any size can be compared.
 */
public final class Yardstick {
    private static final int NUMBERS = 500_000;
    private static final String COUNT =
            "SELECT sum(number) FROM (SELECT generate_series(1, " + NUMBERS + ") AS number) AS numbers";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

    private final ShopServer server;

    public Yardstick(ShopServer server) {
        this.server = server;
    }

    /** The median of three seconds: a neighbour who comes and goes is not the machine. */
    public double millionsPerSecond() throws IOException, SQLException {
        try (Connection connection = server.connect("tailback yardstick");
                Statement statement = connection.createStatement()) {
            statement.execute("SET jit = off");
            statement.execute("SET max_parallel_workers_per_gather = 0");
            statement.execute(COUNT);
            List<Double> speeds = new ArrayList<>();
            long end = System.nanoTime() + LONG_ENOUGH.toNanos();
            while (System.nanoTime() < end) {
                long began = System.nanoTime();
                statement.execute(COUNT);
                speeds.add(NUMBERS * 1e3 / (System.nanoTime() - began));
            }
            return new Percentiles(
                            speeds.stream().mapToDouble(Double::doubleValue).toArray())
                    .at(50)
                    .orElseThrow();
        }
    }
}
