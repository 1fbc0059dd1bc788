package dev.tailback.stage.database;

import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sleeps in PostgreSQL before every statement, from when on it is told to. */
final class Asleep implements BeforeStatement {
    private Duration delay = Duration.ZERO;

    void delayBy(Duration wanted) {
        delay = wanted;
    }

    @Override
    public void happen(Span statement, JdbcClient connection) {
        if (!delay.isZero()) {
            connection
                    .sql("SELECT pg_sleep(:seconds)")
                    .param("seconds", delay.toMillis() / 1000.0)
                    .query(row -> {});
        }
    }

    @Override
    public void spare(Runnable task) {
        throw new UnsupportedOperationException("nothing is spared here");
    }
}
