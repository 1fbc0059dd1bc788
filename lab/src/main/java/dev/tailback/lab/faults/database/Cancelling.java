package dev.tailback.lab.faults.database;

import dev.tailback.lab.machine.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends statements that use tables, again and again, while somebody else asks for the lock of one. Whoever comes after that
 * request waits behind it, so that ending those who came before is enough.
 */
final class Cancelling implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(50);

    private final Indexes indexes;
    private final List<String> tables;
    private final Thread thread;
    private volatile boolean isOver;
    private volatile @Nullable Exception failure;

    /** @param indexes over a connection that nobody else uses meanwhile */
    Cancelling(Indexes indexes, List<String> tables) {
        this.indexes = indexes;
        this.tables = tables;
        this.thread = Thread.ofVirtual().name("cancelling").start(this::cancel);
    }

    private void cancel() {
        try {
            while (!isOver) {
                indexes.cancelStatementsOn(tables);
                Patience.pause(EVERY);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException failed) {
            failure = failed;
        }
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        // An interrupt would close the connection of a virtual thread.
        isOver = true;
        thread.join();
        if (failure != null) {
            throw new SQLException("who uses " + tables + " could not be ended: " + failure.getMessage(), failure);
        }
    }
}
