package dev.tailback.breakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.lab.testing.KeptSpans;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import dev.tailback.stage.database.Database;
import dev.tailback.stage.database.DatabaseSettings;
import dev.tailback.stage.database.DeclaredIndexes;
import dev.tailback.stage.metrics.DatabaseMetrics;
import dev.tailback.telemetry.Discretion;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(ShopServersExtension.class)
class SlowQueriesIT {
    private static final String WHO = "slow-queries-it";
    private static final String PID = "SELECT pg_backend_pid()";

    private final KeptSpans kept = new KeptSpans();
    private final Discretion discretion = new Discretion();
    private final SlowQueries slowQueries = new SlowQueries(Duration.ofSeconds(30), discretion);
    private final HikariDataSource pool = new HikariDataSource();
    private ShopServers servers;
    private TransactionTemplate transactions;
    private Database database;

    @BeforeEach
    void open(ShopServers given) {
        servers = given;
        pool.setJdbcUrl(servers.jdbcUrl());
        pool.setUsername("checkout");
        pool.setPassword(servers.password("checkout"));
        pool.addDataSourceProperty("ApplicationName", WHO);
        pool.setMaximumPoolSize(4);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
        SdkTracerProvider tracers = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(kept))
                .build();
        database = new Database(
                pool,
                DatabaseMetrics.of(OpenTelemetry.noop().getMeter("test"), "tailback|test"),
                slowQueries,
                tracers.get("test"),
                new DatabaseSettings("tailback", "checkout", Duration.ofMillis(500), DeclaredIndexes.at(List.of())));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void aLoneStatementSleepsInPostgresOnItsOwnConnection() throws Exception {
        slowQueries.delayBy(Duration.ofMillis(1_500));

        CompletableFuture<Integer> work = CompletableFuture.supplyAsync(this::pid);

        int sleeping = await().atMost(Duration.ofSeconds(5)).until(this::asleep, pid -> pid != 0);
        assertThat(work.get()).isEqualTo(sleeping);
        assertThat(asleep()).isZero();
        assertThat(spans()).singleElement().satisfies(span -> {
            assertThat(span.getAttributes().get(Names.SLOW_QUERY_ENABLED)).isTrue();
            assertThat(span.getAttributes().get(Names.SLOW_QUERY_DELAY)).isEqualTo(1_500);
            assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isGreaterThan(1_500_000_000);
        });
    }

    @Test
    void aTransactionSleepsOnceBeforeItsFirstStatement() throws SQLException {
        slowQueries.delayBy(Duration.ofMillis(100));
        long before = sleeps();

        for (int time = 0; time < 2; time++) {
            transactions.executeWithoutResult(transaction -> {
                int first = pid();
                assertThat(pid()).isEqualTo(first);
                assertThat(pid()).isEqualTo(first);
            });
        }

        assertThat(sleeps() - before).isEqualTo(2);
        assertThat(spans())
                .extracting(span -> span.getAttributes().get(Names.SLOW_QUERY_DELAY))
                .containsExactly(100L, null, null, 100L, null, null);
    }

    @Test
    void whileADrillRunsNoSpanSaysThatItsStatementWasMadeToSleep() {
        discretion.keep("sesame", 60);
        slowQueries.delayBy(Duration.ofMillis(100));

        pid();

        assertThat(spans()).singleElement().satisfies(span -> {
            assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isGreaterThan(100_000_000);
            assertThat(span.getAttributes().asMap().toString()).doesNotContain("simulation");
        });
    }

    @Test
    void nothingSleepsAnyMoreWhenItIsOver() throws SQLException {
        slowQueries.delayBy(Duration.ofMillis(100));
        pid();
        slowQueries.delayBy(Duration.ZERO);
        long before = sleeps();

        pid();
        transactions.executeWithoutResult(transaction -> pid());

        assertThat(sleeps()).isEqualTo(before);
        assertThat(spans().getLast().getAttributes().get(Names.SLOW_QUERY_ENABLED))
                .isNull();
    }

    @Test
    void noSleepIsLongerThanAConnectionLives() {
        assertThatThrownBy(() -> slowQueries.delayBy(Duration.ofMillis(30_001)))
                .hasMessage("delay_ms must be 0 to 30000, but was 30001");
    }

    private List<SpanData> spans() {
        return kept.find(span -> span.getKind() == SpanKind.CLIENT);
    }

    private int pid() {
        return database.run(
                "SELECT",
                "pg_backend_pid",
                PID,
                statement -> statement.query(Integer.class).single());
    }

    /** The backend of ours that sleeps; 0 if none does. */
    private int asleep() throws SQLException {
        return (int) number("SELECT coalesce(max(pid), 0) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                + " AND application_name = '" + WHO + "'");
    }

    private long sleeps() throws SQLException {
        return number("SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query LIKE 'SELECT pg_sleep(%'"
                + " AND userid = 'checkout'::regrole");
    }

    private long number(String sql) throws SQLException {
        try (Connection superuser = servers.superuser();
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
