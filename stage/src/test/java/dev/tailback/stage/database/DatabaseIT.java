package dev.tailback.stage.database;

import static io.opentelemetry.semconv.DbAttributes.DB_RESPONSE_STATUS_CODE;
import static io.opentelemetry.semconv.DbAttributes.DB_SYSTEM_NAME;
import static io.opentelemetry.semconv.ErrorAttributes.ERROR_TYPE;
import static io.opentelemetry.semconv.ServerAttributes.SERVER_ADDRESS;
import static io.opentelemetry.semconv.ServerAttributes.SERVER_PORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.lab.testing.KeptSpans;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import dev.tailback.stage.metrics.DatabaseMetrics;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(ShopServersExtension.class)
class DatabaseIT {
    private static final int CONNECTIONS = 3;
    private static final Duration SLOW = Duration.ofMillis(100);
    private static final Duration DELAY = Duration.ofMillis(150);
    private static final String BY_KIND = "SELECT id FROM things WHERE kind = :kind";

    private final KeptSpans spans = new KeptSpans();
    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build()
            .get("test");
    private final Asleep asleep = new Asleep();
    private final DeclaredIndexes indexes = new DeclaredIndexes(List.of("CREATE INDEX things_kind ON things (kind)"));
    private ShopServers servers;
    private HikariDataSource pool;
    private Database database;
    private TransactionTemplate transactions;

    @BeforeEach
    void open(ShopServers given) throws SQLException {
        servers = given;
        superuser("""
                DROP TABLE IF EXISTS checkout.things;
                CREATE TABLE checkout.things (id int PRIMARY KEY, kind text, price bigint);
                INSERT INTO checkout.things SELECT n, 'kind ' || n % 5000, n FROM generate_series(1, 20000) n;
                CREATE INDEX things_kind ON checkout.things (kind);
                ALTER TABLE checkout.things OWNER TO checkout;
                ANALYZE checkout.things""");
        pool = pool(servers.jdbcUrl());
        database = database(pool);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void aStatementTellsOfItsServerItsPoolAndItsRows() {
        assertThat(find("kind 7")).hasSize(4);

        SpanData span = onlyStatement();
        assertThat(span.getName()).isEqualTo("SELECT tailback.things");
        assertThat(span.getAttributes().get(DB_SYSTEM_NAME)).isEqualTo("postgresql");
        assertThat(span.getAttributes().get(SERVER_ADDRESS)).isEqualTo(servers.host());
        assertThat(span.getAttributes().get(SERVER_PORT)).isEqualTo(servers.postgresPort());
        assertThat(span.getAttributes().get(Names.OLD_DB_SYSTEM)).isEqualTo("postgresql");
        assertThat(span.getAttributes().get(Names.OLD_DB_NAME)).isEqualTo("tailback");
        assertThat(span.getAttributes().get(Names.OLD_DB_STATEMENT)).isEqualTo(BY_KIND);
        assertThat(span.getAttributes().get(Names.OLD_PEER_NAME)).isEqualTo(servers.host());
        assertThat(span.getAttributes().get(Names.OLD_PEER_PORT)).isEqualTo(servers.postgresPort());
        assertThat(span.getAttributes().get(Names.CONNECTION_POOL_ACTIVE)).isEqualTo(1);
        assertThat(span.getAttributes().get(Names.CONNECTION_POOL_MAX)).isEqualTo(CONNECTIONS);
        assertThat(span.getAttributes().get(Names.CONNECTION_POOL_UTILIZATION)).isEqualTo(33.3);
        assertThat(span.getAttributes().get(Names.CONNECTION_POOL_WAIT)).isNotNull();
        assertThat(span.getAttributes().get(Names.DB_ACTIVE_QUERIES)).isEqualTo(1);
        assertThat(span.getAttributes().get(Names.DB_ROWS_RETURNED)).isEqualTo(4);
        assertThat(span.getAttributes().get(Names.DB_QUERY_DURATION)).isPositive();
        assertThat(span.getAttributes().get(Names.QUERY_SUCCESS)).isTrue();
    }

    @Test
    void rowsAreCountedThatAreReadOneByOneAndChangesAreNoRows() {
        List<Integer> ids = new ArrayList<>();
        database.run("SELECT", "things", BY_KIND, statement -> {
            statement.param("kind", "kind 7").query(row -> {
                ids.add(row.getInt("id"));
            });
            return ids.isEmpty();
        });

        assertThat(change("kind 7")).isEqualTo(ids.size()).isEqualTo(4);
        assertThat(statements())
                .extracting(span -> span.getAttributes().get(Names.DB_ROWS_RETURNED))
                .containsExactly(4L, null);
    }

    @Test
    void housekeepingIsIdleUnlessItChangedSomethingOrFailed() {
        Housekeeping.run(() -> {
            change("no such kind");
            find("kind 7");
            change("kind 7");
            assertThatThrownBy(() -> database.run(
                            "SELECT",
                            "things",
                            "SELECT 1 / 0",
                            each -> each.query(Integer.class).single()))
                    .isInstanceOf(DataAccessException.class);
        });
        change("no such kind");

        assertThat(statements())
                .extracting(span -> told(span, AttributeKey.booleanKey("tailback.idle")))
                .containsExactly(true, true, null, null, null);
    }

    private int change(String kind) {
        return database.run(
                "UPDATE",
                "things",
                "UPDATE things SET price = 1 WHERE kind = :kind",
                statement -> statement.param("kind", kind).update());
    }

    @Test
    void aFailureIsToldByItsCodeAndNotByTheRowsInItsMessage() {
        String insert = "INSERT INTO things (id, kind) VALUES (:id, :kind)";

        assertThatThrownBy(() -> database.run(
                        "INSERT",
                        "things",
                        insert,
                        statement -> statement
                                .param("id", 17_171)
                                .param("kind", "a secret")
                                .update()))
                .isInstanceOf(DuplicateKeyException.class);

        SpanData span = onlyStatement();
        assertThat(span.getAttributes().get(DB_RESPONSE_STATUS_CODE)).isEqualTo("23505");
        assertThat(span.getAttributes().get(ERROR_TYPE)).isEqualTo("23505");
        assertThat(span.getAttributes().get(Names.QUERY_SUCCESS)).isFalse();
        assertThat(span.getAttributes().get(Names.DB_QUERY_DURATION)).isPositive();
        assertThat(span.getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getAttributes().asMap().toString())
                        .contains(DuplicateKeyException.class.getName()));
        assertThat(span.toString()).doesNotContain("17171", "a secret");
    }

    @Test
    void whatIsSlowForAnotherReasonIsNoScan() {
        asleep.delayBy(DELAY);

        find("kind 7");

        assertThat(told(onlyStatement(), Names.DB_SLOW_QUERY)).isEqualTo(true);
        assertThat(told(onlyStatement(), Names.DB_FULL_TABLE_SCAN)).isNull();
        assertThat(told(onlyStatement(), Names.DB_MISSING_INDEX)).isNull();
    }

    @Test
    void aScanForWantOfADeclaredIndexIsToldWithItsName() throws SQLException {
        superuser("DROP INDEX checkout.things_kind");
        asleep.delayBy(DELAY);

        find("kind 7");

        assertThat(told(onlyStatement(), Names.DB_SLOW_QUERY)).isEqualTo(true);
        assertThat(told(onlyStatement(), Names.DB_FULL_TABLE_SCAN)).isEqualTo(true);
        assertThat(told(onlyStatement(), Names.DB_MISSING_INDEX)).isEqualTo(List.of("things_kind"));
    }

    @Test
    void aStatementIsLookedAtOnceASecondHoweverOftenItIsSlow() throws SQLException {
        superuser("DROP INDEX checkout.things_kind");
        asleep.delayBy(DELAY);
        int times = 5;

        long began = System.nanoTime();
        for (int n = 0; n < times; n++) {
            find("kind 7");
        }
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();

        assertThat(statements()).hasSize(times).allMatch(span -> told(span, Names.DB_SLOW_QUERY) != null);
        assertThat(lookedAt()).isBetween(1L, 1 + seconds);
    }

    @Test
    void aStatementThatIsNotSlowIsNotLookedAt() throws SQLException {
        superuser("DROP INDEX checkout.things_kind");

        await("one that is not slow").until(() -> {
            find("kind 7");
            return statements().stream().anyMatch(span -> told(span, Names.DB_SLOW_QUERY) == null);
        });

        assertThat(statements())
                .filteredOn(span -> told(span, Names.DB_SLOW_QUERY) == null)
                .allMatch(span -> told(span, Names.DB_FULL_TABLE_SCAN) == null);
    }

    private long lookedAt() {
        return statements().stream()
                .filter(span -> told(span, Names.DB_FULL_TABLE_SCAN) != null)
                .count();
    }

    @Test
    void aScanThatNoDeclaredIndexWouldSpareMissesNone() {
        asleep.delayBy(DELAY);

        database.run(
                "SELECT",
                "things",
                "SELECT id FROM things WHERE price = :price",
                statement -> statement.param("price", 7L).query(Integer.class).list());

        assertThat(told(onlyStatement(), Names.DB_FULL_TABLE_SCAN)).isEqualTo(true);
        assertThat(told(onlyStatement(), Names.DB_MISSING_INDEX)).isNull();
    }

    @Test
    void aTransactionGoesOnAfterItsStatementWasLookedAt() throws SQLException {
        superuser("DROP INDEX checkout.things_kind");
        asleep.delayBy(DELAY);

        String limit = transactions.execute(transaction -> {
            find("kind 7");
            return ask("SHOW statement_timeout");
        });

        assertThat(limit).isEqualTo("0");
        SpanData slow = statements().getFirst();
        assertThat(told(slow, Names.DB_MISSING_INDEX)).isEqualTo(List.of("things_kind"));
        assertThat(statements())
                .extracting(span -> span.getAttributes().get(Names.CONNECTION_POOL_ACTIVE))
                .containsExactly(1L, 1L);
    }

    @Test
    void aSlowStatementThatFailsIsSlowAndIsNotLookedAt() {
        asleep.delayBy(DELAY);

        assertThatThrownBy(() -> transactions.executeWithoutResult(transaction -> ask("SELECT 1/0")))
                .hasMessageContaining("division by zero");

        assertThat(told(onlyStatement(), Names.DB_SLOW_QUERY)).isEqualTo(true);
        assertThat(told(onlyStatement(), DB_RESPONSE_STATUS_CODE)).isEqualTo("22012");
    }

    @Test
    void whatCannotBeExplainedHurtsNoTransaction() {
        asleep.delayBy(DELAY);

        transactions.executeWithoutResult(transaction -> {
            assertThat(ask("SHOW lock_timeout")).isEqualTo("0");
            database.run(
                    "UPDATE", "things", "UPDATE things SET price = -1 WHERE id = 1", statement -> statement.update());
        });

        assertThat(told(statements().getFirst(), Names.DB_SLOW_QUERY)).isEqualTo(true);
        assertThat(ask("SELECT price::text FROM things WHERE id = 1")).isEqualTo("-1");
    }

    @Test
    void aPoolInUseIsExhaustedForWhoeverWaitsInVain() throws SQLException {
        List<Connection> held = new ArrayList<>();
        for (int n = 0; n < CONNECTIONS; n++) {
            held.add(pool.getConnection());
        }

        assertThatThrownBy(() -> find("kind 7")).isInstanceOf(CannotGetJdbcConnectionException.class);

        for (Connection each : held) {
            each.close();
        }
        SpanData statement = onlyStatement();
        assertThat(told(statement, Names.CONNECTION_POOL_EXHAUSTED)).isEqualTo(true);
        assertThat(told(statement, Names.CONNECTION_POOL_ACTIVE)).isEqualTo((long) CONNECTIONS);
        assertThat(told(statement, Names.CONNECTION_POOL_UTILIZATION)).isEqualTo(100.0);
        assertThat(told(statement, Names.DB_QUERY_DURATION)).isNull();
        assertThat(wait(statement).getEndEpochNanos() - wait(statement).getStartEpochNanos())
                .isGreaterThan(900_000_000);
    }

    @Test
    void aTransactionThatGetsNoConnectionTellsSoWhereItWasToBegin() throws SQLException {
        List<Connection> held = new ArrayList<>();
        for (int n = 0; n < CONNECTIONS; n++) {
            held.add(pool.getConnection());
        }
        Span work = tracer.spanBuilder("work").startSpan();

        try (Scope inWork = work.makeCurrent()) {
            assertThatThrownBy(() -> transactions.executeWithoutResult(transaction -> find("kind 7")))
                    .isInstanceOf(CannotCreateTransactionException.class);
        } finally {
            work.end();
        }

        for (Connection each : held) {
            each.close();
        }
        SpanData told = spans.await(span -> span.getName().equals("work"));
        assertThat(told(told, Names.CONNECTION_POOL_EXHAUSTED)).isEqualTo(true);
        assertThat(told(told, Names.CONNECTION_POOL_UTILIZATION)).isEqualTo(100.0);
        assertThat(told(told, Names.CONNECTION_POOL_WAIT)).isGreaterThan(900);
        assertThat(wait(told)).isNotNull();
        assertThat(statements()).isEmpty();
    }

    @Test
    void aWaitIsATimeOfItsOwnAndNoneOfTheQuery() throws SQLException {
        List<Connection> held = new ArrayList<>();
        for (int n = 0; n < CONNECTIONS; n++) {
            held.add(pool.getConnection());
        }
        CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> find("kind 7"));
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
        await().pollDelay(Duration.ofMillis(50)).until(() -> true);

        for (Connection each : held) {
            each.close();
        }
        asked.join();

        SpanData wait = wait(onlyStatement());
        assertThat(told(onlyStatement(), Names.CONNECTION_POOL_EXHAUSTED)).isNull();
        assertThat(wait.getEndEpochNanos() - wait.getStartEpochNanos()).isGreaterThan(50_000_000);
        assertThat(onlyStatement().getAttributes().get(Names.DB_QUERY_DURATION))
                .isLessThan((onlyStatement().getEndEpochNanos() - wait.getEndEpochNanos()) / 1e6 + 1);
    }

    @Test
    void aPoolWhoseServerIsAwayIsNotExhausted() {
        try (HikariDataSource away = pool("jdbc:postgresql://127.0.0.1:1/tailback")) {
            away.setInitializationFailTimeout(-1);
            Database absent = database(away);

            assertThatThrownBy(() -> absent.run(
                            "SELECT",
                            "things",
                            "SELECT 1",
                            statement -> statement.query(Integer.class).single()))
                    .isInstanceOf(CannotGetJdbcConnectionException.class);
        }

        assertThat(told(onlyStatement(), Names.CONNECTION_POOL_EXHAUSTED)).isNull();
        assertThat(onlyStatement().getAttributes().get(SERVER_PORT)).isEqualTo(1);
    }

    private HikariDataSource pool(String url) {
        HikariDataSource made = new HikariDataSource();
        made.setJdbcUrl(url);
        made.setUsername("checkout");
        made.setPassword(servers.password("checkout"));
        made.setMaximumPoolSize(CONNECTIONS);
        made.setConnectionTimeout(1_000);
        return made;
    }

    private Database database(HikariDataSource of) {
        return new Database(
                of,
                DatabaseMetrics.of(OpenTelemetry.noop().getMeter("test"), "tailback|test"),
                asleep,
                tracer,
                new DatabaseSettings("tailback", "checkout", SLOW, indexes));
    }

    private List<Integer> find(String kind) {
        return database.run(
                "SELECT",
                "things",
                BY_KIND,
                statement -> statement.param("kind", kind).query(Integer.class).list());
    }

    private String ask(String sql) {
        return database.run(
                "SHOW",
                "settings",
                sql,
                statement -> statement.query(String.class).single());
    }

    private List<SpanData> statements() {
        return spans.find(span -> span.getKind() == SpanKind.CLIENT);
    }

    private SpanData onlyStatement() {
        assertThat(statements()).hasSize(1);
        return statements().getFirst();
    }

    private SpanData wait(SpanData borrower) {
        return spans.await(span -> span.getName().equals("wait for connection")
                && span.getParentSpanId().equals(borrower.getSpanId()));
    }

    private static <T> @Nullable T told(SpanData span, AttributeKey<T> name) {
        return span.getAttributes().get(name);
    }

    private void superuser(String sql) throws SQLException {
        try (Connection superuser = servers.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
