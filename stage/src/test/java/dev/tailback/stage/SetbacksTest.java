package dev.tailback.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.tailback.lab.testing.KeptLines;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.CannotCreateTransactionException;

class SetbacksTest {
    private final KeptLines lines = new KeptLines(Setbacks.class);
    private final Setbacks setbacks = new Setbacks(LoggerFactory.getLogger(Setbacks.class));

    @AfterEach
    void stop() {
        lines.close();
    }

    @Test
    void anOutageIsOneLineAndThenACount() {
        for (int tries = 0; tries < 20; tries++) {
            setbacks.failed(outage());
        }
        setbacks.succeeded();
        setbacks.succeeded();

        assertThat(lines.all())
                .extracting(KeptLines.Line::message)
                .containsExactly(
                        "what is done by the clock failed and is tried again: java.net.ConnectException: refused",
                        "what is done by the clock succeeds again; it failed 20 times");
    }

    @Test
    void aDefectAmidAnOutageIsToldAsWell() {
        setbacks.failed(outage());
        setbacks.failed(new IllegalStateException("no such state"));

        assertThat(lines.all()).extracting(KeptLines.Line::level).containsExactly(Level.WARN, Level.ERROR);
    }

    private static RuntimeException outage() {
        return new CannotCreateTransactionException(
                "no connection", new SQLException("timed out", "08001", new ConnectException("refused")));
    }
}
