package dev.tailback.stage.database;

import static io.opentelemetry.semconv.DbAttributes.DB_COLLECTION_NAME;
import static io.opentelemetry.semconv.DbAttributes.DB_NAMESPACE;
import static io.opentelemetry.semconv.DbAttributes.DB_OPERATION_NAME;
import static io.opentelemetry.semconv.DbAttributes.DB_QUERY_TEXT;
import static io.opentelemetry.semconv.DbAttributes.DB_SYSTEM_NAME;
import static io.opentelemetry.semconv.ServerAttributes.SERVER_ADDRESS;
import static io.opentelemetry.semconv.ServerAttributes.SERVER_PORT;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.stage.metrics.DatabaseMetrics;
import dev.tailback.stage.metrics.QueryMetrics;
import dev.tailback.telemetry.FailureOnSpan;
import dev.tailback.telemetry.IdleSpans;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.sql.Connection;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * A stage's statements, each under a span of its own that tells how it went. Parameters never reach a span, nor does
 * what a row holds. docs/telemetry.md lists the attributes.
 */
public final class Database {
    private static final String POSTGRESQL = "postgresql";

    private final OneConnection connections;
    private final JdbcClient jdbc;
    private final Borrowings borrowings;
    private final PlanSamples plans;
    private final QueryMetrics queries;
    private final BeforeStatement before;
    private final Tracer tracer;
    private final DatabaseSettings settings;
    private final Attributes all;
    private final AtomicInteger active = new AtomicInteger();

    /** The only one for that pool, whose metrics are told by it as well. */
    public Database(
            HikariDataSource pool,
            DatabaseMetrics metrics,
            BeforeStatement before,
            Tracer tracer,
            DatabaseSettings settings) {
        this.connections = new OneConnection(pool);
        this.jdbc = JdbcClient.create(pool);
        this.borrowings = Borrowings.from(pool, metrics.pool(), tracer);
        this.plans = new PlanSamples(jdbc, settings);
        this.queries = metrics.queries();
        this.before = before;
        this.tracer = tracer;
        this.settings = settings;
        ServerAddress server = ServerAddress.of(pool.getJdbcUrl());
        this.all = Attributes.builder()
                .put(DB_SYSTEM_NAME, POSTGRESQL)
                .put(DB_NAMESPACE, settings.namespace())
                .put(SERVER_ADDRESS, server.host())
                .put(SERVER_PORT, (long) server.port())
                .put(Names.OLD_DB_SYSTEM, POSTGRESQL)
                .put(Names.OLD_DB_NAME, settings.name())
                .put(Names.OLD_PEER_NAME, server.host())
                .put(Names.OLD_PEER_PORT, (long) server.port())
                .put(Names.SERVICE_COMPONENT, settings.schema())
                .build();
    }

    /** Runs one statement as the span {@code OPERATION database.table}. */
    public <T> T run(String operation, String table, String sql, Function<StatementSpec, T> statement) {
        Span span = tracer.spanBuilder(operation + " " + settings.name() + "." + table)
                .setSpanKind(SpanKind.CLIENT)
                .setAllAttributes(all)
                .setAttribute(DB_COLLECTION_NAME, table)
                .setAttribute(DB_OPERATION_NAME, operation)
                .setAttribute(DB_QUERY_TEXT, sql)
                .setAttribute(Names.OLD_DB_STATEMENT, sql)
                .setAttribute(Names.OLD_DB_OPERATION, operation)
                .setAttribute(Names.OLD_DB_TABLE, table)
                .startSpan();
        long began = System.nanoTime();
        @Nullable String error = null;
        try (Scope inSpan = span.makeCurrent()) {
            T result = connections.during(connection -> ask(span, connection, operation, sql, statement));
            span.setAttribute(Names.QUERY_SUCCESS, true);
            return result;
        } catch (RuntimeException failed) {
            span.setAttribute(Names.QUERY_SUCCESS, false);
            FailureOnSpan.tell(span, failed);
            error = FailureOnSpan.type(failed);
            throw failed;
        } finally {
            span.end();
            queries.ran(operation, table, Duration.ofNanos(System.nanoTime() - began), error);
        }
    }

    private <T> T ask(
            Span span, Connection connection, String operation, String sql, Function<StatementSpec, T> statement) {
        BoundStatement bound = new BoundStatement(jdbc.sql(sql));
        boolean isSlow;
        span.setAllAttributes(borrowings.last());
        span.setAttribute(Names.DB_ACTIVE_QUERIES, active.incrementAndGet());
        long began = System.nanoTime();
        T result;
        try {
            before.happen(span, jdbc);
            result = statement.apply(bound.watched());
        } finally {
            active.decrementAndGet();
            isSlow = tellDuration(span, System.nanoTime() - began);
        }
        OptionalLong rows = bound.rowsReturned(result);
        rows.ifPresent(count -> span.setAttribute(Names.DB_ROWS_RETURNED, count));
        if (!isSlow && Housekeeping.isRunning() && bound.rowsChanged(operation, result) == 0) {
            IdleSpans.mark(span);
        }
        if (isSlow) {
            plans.of(sql, bound, connection).ifPresent(scans -> tell(span, scans));
        }
        return result;
    }

    /** True if it was slow. */
    private boolean tellDuration(Span span, long nanos) {
        boolean isSlow = nanos >= settings.slow().toNanos();
        span.setAttribute(Names.DB_QUERY_DURATION, nanos / 1e6);
        if (isSlow) {
            span.setAttribute(Names.DB_SLOW_QUERY, true);
        }
        return isSlow;
    }

    private static void tell(Span span, Scans scans) {
        if (scans.isFullTableScan()) {
            span.setAttribute(Names.DB_FULL_TABLE_SCAN, true);
        }
        if (!scans.missingIndexes().isEmpty()) {
            span.setAttribute(Names.DB_MISSING_INDEX, scans.missingIndexes());
        }
    }
}
