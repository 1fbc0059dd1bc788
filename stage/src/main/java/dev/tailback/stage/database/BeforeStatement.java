package dev.tailback.stage.database;

import io.opentelemetry.api.trace.Span;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens on a statement's own connection before it; nothing, unless a stage is broken on purpose. */
public interface BeforeStatement {
    BeforeStatement NOTHING = new BeforeStatement() {
        @Override
        public void happen(Span statement, JdbcClient connection) {}

        @Override
        public void spare(Runnable task) {
            task.run();
        }
    };

    /** @param statement is told what happened */
    void happen(Span statement, JdbcClient connection);

    /** Does something before whose statements nothing happens. */
    void spare(Runnable task);
}
