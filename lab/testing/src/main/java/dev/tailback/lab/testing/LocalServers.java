package dev.tailback.lab.testing;

import dev.tailback.lab.servers.FreePorts;
import dev.tailback.lab.servers.KafkaBroker;
import dev.tailback.lab.servers.Leash;
import dev.tailback.lab.servers.PostgresServer;
import dev.tailback.lab.servers.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Servers of this machine: the broker in this JVM, PostgreSQL on a leash, data in a directory that goes with them. */
final class LocalServers {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Passwords passwords = Passwords.random();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Path directory;
    private final List<Integer> ports;
    private volatile @Nullable AutoCloseable broker;
    private volatile @Nullable Leash postgres;

    private LocalServers(Path directory, List<Integer> ports) {
        this.directory = directory;
        this.ports = ports;
    }

    static ShopServers start() throws Exception {
        LocalServers servers = new LocalServers(Files.createTempDirectory("tailback-servers-"), FreePorts.find(3));
        // A Ctrl-C ends the JVM without a word to JUnit.
        Runtime.getRuntime().addShutdownHook(new Thread(servers::end, "end-local-servers"));
        try {
            return servers.startBoth();
        } catch (Exception failure) {
            servers.end();
            throw failure;
        }
    }

    private ShopServers startBoth() throws Exception {
        FutureTask<AutoCloseable> kafka = new FutureTask<>(this::startKafka);
        Thread.ofPlatform().name("start-kafka").daemon().start(kafka);
        ShopServers servers;
        try {
            startPostgres();
            servers = new RunningServers("127.0.0.1:" + ports.get(0), "127.0.0.1", ports.get(2), passwords, this::end)
                    .withDatabases();
        } finally {
            broker = kafka.get();
        }
        return servers;
    }

    private AutoCloseable startKafka() throws Exception {
        return KafkaBroker.startInProcess(directory.resolve("kafka"), ports.get(0), ports.get(1));
    }

    private void startPostgres() throws IOException {
        PostgresServer server = new PostgresServer(sharedBinaries(), directory.resolve("postgres"), ports.get(2));
        server.install();
        server.initialise(passwords.superuser());
        Path log = directory.resolve("postgres.log");
        Leash leash =
                Leash.start(new Leash.Command(server.argv(Map.of()), Map.of(), log, directory.resolve("postgres.pid")));
        postgres = leash;
        server.awaitReady(passwords.superuser(), PATIENCE, leash::isAlive, log);
    }

    /** Unpacking takes seconds, so all test runs of a user share one copy of a release. */
    private Path sharedBinaries() throws IOException {
        String name = "tailback-postgres-" + PostgresServer.binariesIdentity() + "-" + System.getProperty("user.name");
        Path shared = Path.of(System.getProperty("java.io.tmpdir"), name);
        // Anybody may write to a temporary directory, and we are about to run what is there.
        if (Files.exists(shared) && !Files.getOwner(shared).equals(Files.getOwner(directory))) {
            throw new IOException(
                    shared + " belongs to " + Files.getOwner(shared) + ", so its programs are not run: delete it");
        }
        return shared;
    }

    /** By force: the data go too, and pools that tests left open would keep PostgreSQL waiting. */
    private void end() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            Leash leash = postgres;
            if (leash != null) {
                leash.kill();
                leash.onExit().join();
            }
            AutoCloseable kafka = broker;
            if (kafka != null) {
                kafka.close();
            }
            Trees.delete(directory);
        } catch (Exception failure) {
            throw new IllegalStateException("Could not end the servers in " + directory, failure);
        }
    }
}
