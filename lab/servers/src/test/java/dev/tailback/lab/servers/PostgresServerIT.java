package dev.tailback.lab.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    private static final String PASSWORD = "it's \"quoted\" \\ back";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private final int port = FreePorts.find(1).getFirst();
    private PostgresServer server;
    private Leash leash;

    @BeforeAll
    static void unpackOnceThoughAskedByMany() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Void> install = () -> {
                new PostgresServer(binaries(), shared.resolve("unused"), 1).install();
                return null;
            };
            for (Future<Void> installed : threads.invokeAll(List.of(install, install, install))) {
                installed.get();
            }
        }
    }

    @BeforeEach
    void initialise() throws IOException {
        server = new PostgresServer(binaries(), data(), port);
        server.initialise(PASSWORD);
    }

    @AfterEach
    void end() {
        if (leash != null) {
            leash.kill();
            leash.onExit().join();
        }
    }

    @Test
    void keepsWhatItIsToldToKeep() throws Exception {
        start(server);

        assertThat(settings("fsync", "full_page_writes", "synchronous_commit", "wal_level"))
                .containsExactly("on", "on", "on", "logical");
        assertThat(settings("max_connections", "max_wal_senders", "max_replication_slots", "max_slot_wal_keep_size"))
                .containsExactly("400", "10", "10", "2GB");
        assertThat(settings("shared_preload_libraries", "auto_explain.log_min_duration", "track_io_timing", "jit"))
                .containsExactly("pg_stat_statements,auto_explain", "1s", "on", "off");
        assertThat(settings("server_encoding", "password_encryption", "listen_addresses", "unix_socket_directories"))
                .containsExactly("UTF8", "scram-sha-256", "127.0.0.1", "");
        assertThat(ask("SELECT format('%s %s', datlocprovider, datlocale) FROM pg_database WHERE datname = 'postgres'"))
                .isEqualTo("b C.UTF-8");
    }

    @Test
    void extraSettingsWinOverOurs() throws Exception {
        leash = leash(server.argv(Map.of("max_connections", "50")));
        server.awaitReady(PASSWORD, PATIENCE, leash::isAlive, log());

        assertThat(settings("max_connections")).containsExactly("50");
    }

    @Test
    void demandsThePassword() throws Exception {
        start(server);

        assertThatIOException()
                .isThrownBy(() -> server.awaitReady("guessed", PATIENCE, leash::isAlive, log()))
                .withMessageContaining(data().toString())
                .withMessageContaining("password");
    }

    @Test
    void committedRowsSurviveAKill() throws Exception {
        start(server);
        tell("CREATE TABLE kept (id int)");
        tell("INSERT INTO kept SELECT generate_series(1, 1000)");

        leash.kill();
        leash.onExit().join();
        server.initialise(PASSWORD);
        start(server);

        assertThat(ask("SELECT count(*) FROM kept")).isEqualTo("1000");
    }

    @Test
    void startsAgainOnlyWhenTheKilledServersBackendsHaveEnded() throws Exception {
        start(server);
        try (Connection client = connect()) {
            client.createStatement().execute("CREATE TABLE kept (id int)");
            long backend = Long.parseLong(ask(client, "SELECT pg_backend_pid()"));
            signal("STOP", backend);
            leash.kill();
            leash.onExit().join();

            CompletableFuture<Void> initialised = CompletableFuture.runAsync(() -> initialiseAgain());
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> initialised.get(1, TimeUnit.SECONDS));
            signal("CONT", backend);
            initialised.get(10, TimeUnit.SECONDS);
        }

        start(server);
        assertThat(ask("SELECT count(*) FROM kept")).isEqualTo("0");
    }

    private void initialiseAgain() {
        try {
            server.initialise(PASSWORD);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("bash", "-c", "kill -" + name + " " + pid)
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void stopDoesNotWaitForAClient() throws Exception {
        start(server);
        try (Connection idle = connect()) {
            assertThat(idle.isValid(1)).isTrue();

            assertThat(leash.stop(Duration.ofSeconds(4))).isTrue();
        }
        assertThat(leash.onExit().join()).isZero();
    }

    @Test
    void halfMadeDirectoryIsMadeAnew() throws Exception {
        Files.delete(data().resolve("global/pg_control"));
        Files.createDirectories(directory.resolve("data.making/base"));

        server.initialise(PASSWORD);

        start(server);
        assertThat(ask("SELECT 1")).isEqualTo("1");
        assertThat(directory.resolve("data.making")).doesNotExist();
    }

    @Test
    void initialisingAgainKeepsTheData() throws Exception {
        start(server);
        tell("CREATE TABLE kept (id int)");
        assertThat(leash.stop(PATIENCE)).isTrue();

        server.initialise("another");

        start(server);
        assertThat(ask("SELECT count(*) FROM kept")).isEqualTo("0");
    }

    @Test
    void somebodysFilesAreNotReplaced() throws IOException {
        Path photos = Files.createDirectories(directory.resolve("photos"));
        Files.writeString(photos.resolve("beach.jpg"), "");

        assertThatIOException()
                .isThrownBy(() -> new PostgresServer(binaries(), photos, port).initialise(PASSWORD))
                .withMessageContaining("beach.jpg");
        assertThat(photos.resolve("beach.jpg")).exists();
    }

    @Test
    void portInUseIsNamedTogetherWithTheLogsEnd() throws IOException {
        try (ServerSocket holder = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            leash = leash(server.argv(Map.of()));

            assertThatIOException()
                    .isThrownBy(() -> server.awaitReady(PASSWORD, PATIENCE, leash::isAlive, log()))
                    .withMessageContaining("port " + holder.getLocalPort())
                    .withMessageContaining("in use by another process")
                    .withMessageContaining("could not bind");
        }
    }

    @Test
    void serverThatCannotStartIsQuoted() throws IOException {
        leash = leash(server.argv(Map.of("shared_buffers", "-5")));

        assertThatIOException()
                .isThrownBy(() -> server.awaitReady(PASSWORD, PATIENCE, leash::isAlive, log()))
                .withMessageContaining("ended before it was ready")
                .withMessageContaining("shared_buffers");
    }

    @Test
    void impatienceIsToldFromDeath() {
        assertThatIOException()
                .isThrownBy(() -> server.awaitReady(PASSWORD, Duration.ofMillis(50), () -> true, log()))
                .withMessageContaining("not ready within 50 ms");
    }

    /** As after a reboot: somebody else, here this JVM, has the pid that a killed server left behind. */
    @Test
    void killedServersPidMayBelongToAnother() throws Exception {
        start(server);
        leash.kill();
        leash.onExit().join();
        Path left = data().resolve("postmaster.pid");
        String ofAnother = Files.readString(left)
                .replaceFirst("^\\d+", Long.toString(ProcessHandle.current().pid()));
        Files.writeString(left, ofAnother);

        server.initialise(PASSWORD);

        start(server);
        assertThat(ask("SELECT 1")).isEqualTo("1");
    }

    @Test
    void damagedBinariesOfAnotherReleaseAreReplaced() throws IOException {
        Path old = Files.createDirectories(directory.resolve("old"));
        Files.writeString(old.resolve("complete"), "another");

        new PostgresServer(old, data(), port).install();

        assertThat(old.resolve("bin/postgres")).isExecutable();
    }

    private void start(PostgresServer started) throws IOException {
        leash = leash(started.argv(Map.of()));
        started.awaitReady(PASSWORD, PATIENCE, leash::isAlive, log());
    }

    private Leash leash(List<String> argv) throws IOException {
        return Leash.start(new Leash.Command(argv, Map.of(), log(), directory.resolve("postgres.pid")));
    }

    private static Path binaries() {
        return shared.resolve("binaries");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path log() {
        return directory.resolve("postgres.log");
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", PASSWORD);
    }

    private void tell(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return ask(connection, sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private List<String> settings(String... names) throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : names) {
            found.put(name, ask("SHOW " + name));
        }
        return List.copyOf(found.values());
    }
}
