package dev.tailback.lab.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL that keeps what it was told to keep: durability is on, and what the shop's relay needs of replication.
 *
 * <p>It says how to run the server ({@link #argv}); running it is the caller's, with a {@link Leash}.
 */
public final class PostgresServer {

    private static final String INVALID_PASSWORD = "28P01";

    private final Path binaries;
    private final PostgresDirectory data;
    private final int port;

    public PostgresServer(Path binaries, Path data, int port) {
        this.binaries = binaries.toAbsolutePath();
        this.data = new PostgresDirectory(data.toAbsolutePath(), this.binaries);
        this.port = port;
    }

    /** Tells the binaries of one release and platform from others, for a directory that several may share. */
    public static String binariesIdentity() throws IOException {
        return PostgresBinaries.identity();
    }

    /** The settings of every server of ours, in containers too. */
    public static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("fsync", "on");
        settings.put("full_page_writes", "on");
        settings.put("synchronous_commit", "on");
        settings.put("wal_level", "logical");
        settings.put("max_wal_senders", "10");
        settings.put("max_replication_slots", "10");
        // A relay that never comes back must not fill the disk.
        settings.put("max_slot_wal_keep_size", "2GB");
        // The stages' pools may grow large in experiments, and PostgreSQL is not what should refuse them first.
        settings.put("max_connections", "400");
        settings.put("shared_buffers", "128MB");
        // One query, one core, one plan: what an experiment measures must not depend on the planner's mood.
        settings.put("jit", "off");
        settings.put("max_parallel_workers_per_gather", "0");
        settings.put("shared_preload_libraries", "pg_stat_statements,auto_explain");
        settings.put("auto_explain.log_min_duration", "1s");
        settings.put("track_io_timing", "on");
        settings.put("log_line_prefix", "%m [%p] %a ");
        return settings;
    }

    /** Unpacks the binaries of this platform unless they are there; several JVMs may do so at once. */
    public void install() throws IOException {
        PostgresBinaries.unpackInto(binaries);
    }

    /** Makes the data directory unless it is there. */
    public void initialise(String superuserPassword) throws IOException {
        data.initialise(superuserPassword);
    }

    /** The command of a server that stays in the foreground and listens on 127.0.0.1 only. */
    public List<String> argv(Map<String, String> extraSettings) {
        Map<String, String> settings = settings();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.putAll(extraSettings);
        List<String> argv = PostgresUser.command(binaries.resolve("bin/postgres"));
        argv.addAll(List.of("-D", data.path().toString()));
        settings.forEach((name, value) -> argv.addAll(List.of("-c", name + "=" + value)));
        return List.copyOf(argv);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** As the other, without a log to quote from. */
    public void awaitReady(String superuserPassword, Duration patience, BooleanSupplier alive) throws IOException {
        awaitReady(superuserPassword, patience, alive, null);
    }

    /**
     * Waits until the server takes connections.
     *
     * @throws IOException when it ended before ({@code alive} says so), was not ready in time or refuses the password;
     *     with the last lines of the log
     */
    public void awaitReady(String superuserPassword, Duration patience, BooleanSupplier alive, @Nullable Path log)
            throws IOException {
        boolean served = Waiting.until(patience, () -> isServed() || !alive.getAsBoolean()) && isServed();
        if (served) {
            tryOut(superuserPassword);
        } else if (alive.getAsBoolean()) {
            throw new IOException(
                    "PostgreSQL on port " + port + " was not ready within " + patience.toMillis() + " ms" + end(log));
        } else {
            String cause = FreePorts.isFree(port) ? "" : ": the port is in use by another process";
            throw new IOException("PostgreSQL on port " + port + " ended before it was ready" + cause + end(log));
        }
    }

    private boolean isServed() {
        try {
            return data.isServedAt(port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void tryOut(String superuserPassword) throws IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), "postgres", superuserPassword)) {
            connection.isValid(0);
        } catch (SQLException failure) {
            throw INVALID_PASSWORD.equals(failure.getSQLState())
                    ? new IOException("PostgreSQL in " + data.path() + " has another password for the user postgres"
                            + " than the one given: the directory was made with that one")
                    : new IOException("PostgreSQL on port " + port + " is up and refuses us", failure);
        }
    }

    private static String end(@Nullable Path log) throws IOException {
        return log == null ? "" : LogFile.quoteEnd(log);
    }
}
