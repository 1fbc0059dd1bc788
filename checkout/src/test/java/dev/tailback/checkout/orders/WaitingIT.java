package dev.tailback.checkout.orders;

import static dev.tailback.checkout.orders.RunningCheckout.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tailback.checkout.payment.FakeProvider;
import dev.tailback.events.OrderId;
import dev.tailback.events.StockReserved;
import dev.tailback.events.Topics;
import dev.tailback.lab.testing.BrokerView;
import dev.tailback.lab.testing.BrokerView.Membership;
import dev.tailback.lab.testing.Cable;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import dev.tailback.stage.Migrate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/**
 * The database does not serve for longer than a consumer may stay away from its broker. The consumer stays a member all
 * the same, so that nobody takes its partitions over, and nothing dies of it.
 */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingIT {
    private static final String GROUP = "checkout";
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(6);
    private static final Duration TROUBLE = POLL_INTERVAL.plusSeconds(3);
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(4);
    private static final int ORDERS = 12;

    private ShopServers servers;
    private Path password;
    private Cable cable;
    private RunningCheckout checkout;
    private BrokerView broker;

    @BeforeAll
    void start(ShopServers given, @TempDir Path folder) {
        servers = given;
        password = folder.resolve("password");
        write(password, servers.password(GROUP));
        cable = new Cable(servers.host(), servers.postgresPort());
        broker = new BrokerView(servers);
        String[] settings = {
            "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + cable.port() + "/" + servers.database(),
            "--spring.datasource.hikari.connection-timeout=500",
            "--spring.datasource.hikari.validation-timeout=250",
            "--DB_PASSWORD_FILE=" + password,
            "--DB_LOCK_TIMEOUT=1s",
            "--DB_SOCKET_TIMEOUT=1",
            "--tailback.dispatch.patience=2s",
            "--spring.kafka.consumer.properties.max.poll.interval.ms=" + POLL_INTERVAL.toMillis(),
            "--tailback.migrates=false"
        };
        // As in a cluster: a Job migrates, and a stage that comes before it ends.
        assertThatThrownBy(() -> new RunningCheckout(servers, settings).close())
                .hasStackTraceContaining("the tables are not up to date, they lack");
        Migrate.main(servers.environmentOf(GROUP).entrySet().stream()
                .map(variable -> "--" + variable.getKey() + "=" + variable.getValue())
                .toArray(String[]::new));
        checkout = new RunningCheckout(servers, settings);
    }

    @AfterAll
    void stop() {
        checkout.close();
        broker.close();
        cable.close();
    }

    @Test
    void whileTheDatabaseIsAway() throws Exception {
        assertWaitedOut(cable::cut, cable::mend);
    }

    @Test
    void whileTheDatabaseIsSilent() throws Exception {
        assertWaitedOut(cable::silence, cable::mend);
    }

    @Test
    void whileAnotherHoldsTheLocks() throws Exception {
        try (Connection other = servers.superuser();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            assertWaitedOut(() -> statement.execute("LOCK TABLE checkout.orders"), other::rollback);
        }
    }

    /** Which lets nobody in, until the file with the secret has followed, too. No process is started anew. */
    @Test
    void whileItsPasswordIsAnother() throws Exception {
        String other = "another-password";
        try (Connection superuser = servers.superuser();
                Statement statement = superuser.createStatement()) {
            try {
                assertWaitedOut(() -> statement.execute(change(other)), () -> write(password, other));
            } finally {
                statement.execute(change(servers.password(GROUP)));
                write(password, servers.password(GROUP));
            }
        }
    }

    private static String change(String password) {
        return """
            ALTER ROLE checkout PASSWORD '%s';
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'checkout'\
            """.formatted(password);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text + "\n");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @FunctionalInterface
    private interface Act {
        void run() throws SQLException;
    }

    private void assertWaitedOut(Act begin, Act end) throws SQLException {
        List<OrderId> patient = placed(PATIENCE);
        List<OrderId> hasty = placed(SHORT_PATIENCE);
        Membership before = broker.membership(GROUP);
        assertThat(before.members()).hasSize(1);

        Instant over;
        List<OrderId> newcomers;
        begin.run();
        try {
            newcomers = submitted(PATIENCE);
            Stream.of(patient, hasty)
                    .flatMap(List::stream)
                    .forEach(id -> checkout.send(new StockReserved(id, Instant.now())));
            await().during(TROUBLE)
                    .atMost(TROUBLE.plusSeconds(2))
                    .until(() -> broker.membership(GROUP), before::equals);
        } finally {
            over = Instant.now();
            end.run();
        }

        awaitReachable();
        patient.forEach(id -> checkout.awaitState(id, OrderState.CONFIRMED));
        hasty.forEach(id -> assertFailedSoonAfter(over, id));
        newcomers.forEach(id -> checkout.awaitState(id, OrderState.PLACED));
        assertThat(broker.membership(GROUP)).isEqualTo(before);
        assertThat(broker.keysIn(Topics.allDead()))
                .doesNotContainAnyElementsOf(Stream.of(patient, hasty, newcomers)
                        .flatMap(List::stream)
                        .map(OrderId::toString)
                        .toList());
    }

    /** The test's own questions go the same way as those of the stage. */
    private void awaitReachable() {
        await().atMost(RunningCheckout.SOON)
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> checkout.database
                        .sql("SELECT true")
                        .query(Boolean.class)
                        .single());
    }

    /** Long before the sweeper comes, and without asking for money that nobody will pay. */
    private void assertFailedSoonAfter(Instant over, OrderId id) {
        Order failed = checkout.awaitState(id, OrderState.FAILED);
        assertThat(failed.reason()).isEqualTo("deadline_exceeded");
        assertThat(failed.endedAt()).isBetween(over, over.plusSeconds(8));
        assertThat(checkout.provider.callsFor(id)).isEmpty();
    }

    private List<OrderId> submitted(Duration patience) {
        return IntStream.range(0, ORDERS)
                .mapToObj(n -> checkout.submit(FakeProvider.APPROVE, patience))
                .toList();
    }

    private List<OrderId> placed(Duration patience) {
        List<OrderId> orders = submitted(patience);
        orders.forEach(id -> checkout.awaitState(id, OrderState.PLACED));
        return orders;
    }
}
