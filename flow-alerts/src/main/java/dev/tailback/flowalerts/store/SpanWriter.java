package dev.tailback.flowalerts.store;

import dev.tailback.flowalerts.spans.Span;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes waiting spans to the database, batch by batch, and waits for it when it is away. What was in a batch whose end is
 * unknown is written again: a span stored twice is read once.
 */
final class SpanWriter implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(SpanWriter.class);

    private static final int LARGEST_BATCH = 5_000;
    private static final int SMALLEST_BATCH = 250;
    // A COPY of few rows costs as much as one of hundreds, and an idle shop makes a few a second. Memory has them
    // meanwhile.
    private static final Duration FILL = Duration.ofSeconds(1);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final String NO_PARTITION = "23514";

    private final WaitingSpans waiting;
    private final Connections connections;
    private final Upkeep upkeep;
    private final Partitions partitions;
    private final Tally tally;
    private final WriteTimes times;
    private volatile boolean isAway = true;
    private int batch = LARGEST_BATCH;

    SpanWriter(
            WaitingSpans waiting,
            Connections connections,
            Upkeep upkeep,
            Partitions partitions,
            Tally tally,
            WriteTimes times) {
        this.waiting = waiting;
        this.connections = connections;
        this.upkeep = upkeep;
        this.partitions = partitions;
        this.tally = tally;
        this.times = times;
    }

    boolean isAway() {
        return isAway;
    }

    @Override
    public void run() {
        try {
            prepare();
            while (!Thread.interrupted()) {
                writeNext();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before the first span comes, so that it does not wait for tables to be made. */
    private void prepare() throws InterruptedException {
        try {
            upkeep.prepare();
            isAway = false;
        } catch (SQLException e) {
            log.info("the database of the spans is not there yet: {}", e.getMessage());
            Thread.sleep(BETWEEN_TRIES);
        }
    }

    private void writeNext() throws InterruptedException {
        var spans = waiting.first(batch, FILL);
        try {
            write(spans);
            waiting.remove(spans.size());
            batch = Math.min(LARGEST_BATCH, 2 * batch);
            if (isAway) {
                isAway = false;
                log.info("the database of the spans takes them");
            }
        } catch (SQLException e) {
            // A database that is only slow may manage fewer of them before it counts as silent.
            batch = Math.max(SMALLEST_BATCH, batch / 2);
            if (!isAway) {
                isAway = true;
                log.warn("the database of the spans takes none, {} wait: {}", waiting.size(), e.getMessage());
            }
            Thread.sleep(BETWEEN_TRIES);
        } catch (RuntimeException e) {
            log.error("{} spans cannot be stored", spans.size(), e);
            waiting.remove(spans.size());
            tally.refused.add(spans.size());
        }
    }

    private void write(List<Span> spans) throws SQLException {
        upkeep.prepare();
        var rows = inTime(spans);
        if (upkeep.isFull()) {
            tally.droppedForDisk.add(rows.size());
        } else {
            copy(rows);
        }
        tally.late.add(spans.size() - rows.size());
    }

    /** Those whose day has a partition, or may have one. A single one without would fail the whole batch. */
    private List<StoredSpan> inTime(List<Span> spans) throws SQLException {
        var rows = new ArrayList<StoredSpan>(spans.size());
        var missing = new HashSet<Partition>();
        for (var span : spans) {
            var row = StoredSpan.of(span);
            var partition = row.partition();
            if (partitions.has(partition)) {
                rows.add(row);
            } else if (upkeep.covers(partition)) {
                rows.add(row);
                missing.add(partition);
            }
        }
        if (!missing.isEmpty()) {
            upkeep.make(missing);
        }
        return rows;
    }

    private void copy(List<StoredSpan> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        var start = System.nanoTime();
        try {
            copyTogether(rows);
        } catch (SQLException e) {
            if (!isTheirFault(e)) {
                throw e;
            }
            copyApart(rows, e);
            return;
        }
        tally.written.add(rows.size());
        times.wrote(rows.size(), Duration.ofNanos(System.nanoTime() - start));
    }

    private void copyTogether(List<StoredSpan> rows) throws SQLException {
        try (var connection = connections.writer()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(SpanCopy.SQL);
            try {
                var stream = new SpanCopy(copy);
                for (var row : rows) {
                    stream.write(row);
                }
                stream.end();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
    }

    /** One that the database refuses must not take the others with it: halves, until it stands alone. */
    private void copyApart(List<StoredSpan> rows, SQLException reason) throws SQLException {
        if (rows.size() > 1) {
            copy(rows.subList(0, rows.size() / 2));
            copy(rows.subList(rows.size() / 2, rows.size()));
        } else if (NO_PARTITION.equals(reason.getSQLState())) {
            tally.late.increment();
        } else {
            tally.refused.increment();
            log.warn("the database refuses a span: {}", reason.getMessage());
        }
    }

    /** Classes 22 and 23 of the SQL standard: the data are wrong, or break a rule; they will tomorrow, too. */
    private static boolean isTheirFault(SQLException e) {
        var state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
