package dev.tailback.lab.calibration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tailback.lab.faults.database.ShopServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast PostgreSQL's processor is while it works for others: what one session looks through in the time that the
 * processor gave it. How long it had to wait plays no part, who else is on the same core and in its caches does. It looks
 * for an order's stock as inventory does without its index, on shelves of its own, so that it is slowed by whatever slows
 * that.
 */
public final class Pulse implements AutoCloseable {
    /** Some milliseconds of work, and more than a core's own caches keep. */
    private static final int ROWS = 50_000;

    private static final String SHELVES =
            "CREATE TEMPORARY TABLE shelves AS SELECT 'SKU-' || lpad(number::text, 12, '0')"
                    + " AS sku, number AS initial, number AS available FROM generate_series(1::bigint, " + ROWS
                    + ") AS number";
    private static final String LOOK = """
            SELECT shelves.sku, available FROM shelves JOIN unnest(ARRAY['none']) AS wanted (sku) ON wanted.sku = shelves.sku
            ORDER BY shelves.sku""";

    private final Connection connection;
    private final Statement statement;
    private final Optional<Path> schedule;
    private long beats;
    private long had;

    private Pulse(Connection connection) throws IOException, SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
        statement.execute("SET jit = off");
        statement.execute("SET max_parallel_workers_per_gather = 0");
        statement.execute("SET temp_buffers = '16MB'");
        statement.execute(SHELVES);
        statement.execute("ANALYZE shelves");
        // The first is slower than those after it.
        statement.execute(LOOK);
        this.schedule = schedule(statement);
        this.had = nanos();
    }

    public static Pulse of(ShopServer server) throws IOException, SQLException {
        Connection connection = server.connect("tailback pulse");
        try {
            return new Pulse(connection);
        } catch (IOException | SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /** A server in a container counts its processes from one. Outside, this session's is known by the title that it shows. */
    private static Optional<Path> schedule(Statement statement) throws SQLException {
        try (ResultSet client = statement.executeQuery("SELECT host(inet_client_addr()), inet_client_port()")) {
            client.next();
            String end = "%s(%s)".formatted(client.getString(1), client.getString(2));
            return ProcessHandle.allProcesses()
                    .map(process -> Path.of("/proc", Long.toString(process.pid())))
                    .filter(process -> title(process).contains(end))
                    .findFirst()
                    .map(process -> process.resolve("schedstat"));
        }
    }

    /** Empty where the system does not tell it, and of a process that has just ended. */
    private static String title(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    public void beat() throws SQLException {
        statement.execute(LOOK);
        beats++;
    }

    /**
     * Millions of rows, of the beats since it was asked last; empty without any, and on a system that does not tell a
     * process's time.
     */
    public OptionalDouble millionsPerSecond() throws IOException {
        long now = nanos();
        // Less than before when the process has just ended.
        OptionalDouble millions =
                beats == 0 || now <= had ? OptionalDouble.empty() : OptionalDouble.of(beats * ROWS * 1e3 / (now - had));
        beats = 0;
        had = now;
        return millions;
    }

    /** The first number is how long the process has been on a processor. */
    private long nanos() throws IOException {
        if (schedule.isEmpty() || !Files.isReadable(schedule.get())) {
            return 0;
        }
        String line = Files.readString(schedule.get());
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
