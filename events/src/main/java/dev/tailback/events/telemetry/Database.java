package dev.tailback.events.telemetry;

import dev.tailback.events.faults.SlowQueries;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** A stage's statements, each under a span of its own. Parameters never reach a span. */
public final class Database {
    private final JdbcTemplate connections;
    private final JdbcClient jdbc;
    private final SlowQueries slowQueries;
    private final Tracer tracer;
    private final String name;
    private final String schema;

    public Database(JdbcTemplate connections, SlowQueries slowQueries, Tracer tracer, String name, String schema) {
        this.connections = connections;
        this.jdbc = JdbcClient.create(connections);
        this.slowQueries = slowQueries;
        this.tracer = tracer;
        this.name = name;
        this.schema = schema;
    }

    /** Runs one statement as the span {@code OPERATION database.table}. */
    public <T> T run(String operation, String table, String sql, Function<StatementSpec, T> statement) {
        Span span = tracer.spanBuilder(operation + " " + name + "." + table)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(Names.DB_SYSTEM, "postgresql")
                .setAttribute(Names.DB_NAMESPACE, name + "|" + schema)
                .setAttribute(Names.DB_COLLECTION, table)
                .setAttribute(Names.DB_OPERATION, operation)
                .setAttribute(Names.DB_QUERY_TEXT, sql)
                .startSpan();
        try (Scope inSpan = span.makeCurrent()) {
            Duration asleep = slowQueries.take();
            if (asleep.isZero()) {
                return statement.apply(jdbc.sql(sql));
            }
            span.setAttribute(Names.SLOW_QUERY_ENABLED, true).setAttribute(Names.SLOW_QUERY_DELAY, asleep.toMillis());
            return slowQueries.sleepThen(asleep, connections, same -> statement.apply(same.sql(sql)));
        } catch (RuntimeException failed) {
            span.setStatus(StatusCode.ERROR).recordException(failed);
            throw failed;
        } finally {
            span.end();
        }
    }
}
