package dev.tailback.flowalerts.store.writing;

import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.store.row.SpanCopy;
import dev.tailback.flowalerts.store.row.StoredSpan;
import dev.tailback.flowalerts.store.table.Connections;
import dev.tailback.flowalerts.store.table.Partition;
import dev.tailback.flowalerts.store.table.Partitions;
import dev.tailback.flowalerts.store.table.Upkeep;
import dev.tailback.flowalerts.workers.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes waiting spans to the database, batch by batch, and waits for it when it is away. What was in a batch whose end is
 * unknown is written again: a span stored twice is read once.
 */
public final class SpanWriter implements Worker.Work {
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
    private volatile @Nullable String whyAway = "it has not been asked yet";
    private boolean wasPrepared;
    private int batch = LARGEST_BATCH;

    public SpanWriter(
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

    public boolean isAway() {
        return whyAway != null;
    }

    /** Null when it is not. */
    @Nullable
    public String whyAway() {
        return whyAway;
    }

    @Override
    public void run() throws InterruptedException {
        while (!Thread.interrupted()) {
            // Before a span comes, so that the first does not wait for tables to be made.
            if (isPrepared()) {
                writeNext();
            }
        }
    }

    /** A schema that cannot be used, or a bug of ours, is as good as no database: spans wait until that is put right. */
    private boolean isPrepared() throws InterruptedException {
        try {
            upkeep.prepare();
            if (!wasPrepared) {
                wasPrepared = true;
                isThere();
            }
            return true;
        } catch (SQLException | RuntimeException failure) {
            isGone(failure);
            Thread.sleep(BETWEEN_TRIES);
            return false;
        }
    }

    private void isThere() {
        if (whyAway != null) {
            whyAway = null;
            log.info("the database of the spans takes them");
        }
    }

    private void isGone(Exception e) {
        String why = String.valueOf(e.getMessage());
        if (!why.equals(whyAway)) {
            log.warn("the database of the spans takes none, {} wait: {}", waiting.size(), why);
        }
        whyAway = why;
    }

    private void writeNext() throws InterruptedException {
        List<Span> spans = waiting.first(batch, FILL);
        try {
            write(spans);
            waiting.remove(spans.size());
            batch = Math.min(LARGEST_BATCH, 2 * batch);
            isThere();
        } catch (SQLException failure) {
            // A database that is only slow may manage fewer of them before it counts as silent.
            batch = Math.max(SMALLEST_BATCH, batch / 2);
            isGone(failure);
            Thread.sleep(BETWEEN_TRIES);
        }
    }

    private void write(List<Span> spans) throws SQLException {
        Sorted sorted = sorted(spans);
        if (upkeep.isFull()) {
            tally.droppedForDisk.add(sorted.rows().size());
        } else {
            copy(sorted.rows());
        }
        tally.late.add(sorted.late());
        tally.refused.add(sorted.unreadable());
    }

    /** @param rows whose day has a partition, or may have one: a single one without would fail the whole batch */
    private record Sorted(List<StoredSpan> rows, int late, int unreadable) {}

    private Sorted sorted(List<Span> spans) throws SQLException {
        List<StoredSpan> rows = new ArrayList<>(spans.size());
        Set<Partition> missing = new HashSet<>();
        int unreadable = 0;
        for (Span span : spans) {
            try {
                StoredSpan row = StoredSpan.of(span);
                if (partitions.has(row.partition())) {
                    rows.add(row);
                } else if (upkeep.covers(row.partition())) {
                    rows.add(row);
                    missing.add(row.partition());
                }
            } catch (RuntimeException failure) {
                unreadable++;
                log.warn("a span cannot be stored", failure);
            }
        }
        if (!missing.isEmpty()) {
            upkeep.make(missing);
        }
        return new Sorted(rows, spans.size() - rows.size() - unreadable, unreadable);
    }

    private void copy(List<StoredSpan> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        try {
            copyTogether(rows);
        } catch (SQLException failure) {
            if (!isTheirFault(failure)) {
                throw failure;
            }
            copyApart(rows, failure);
            return;
        } catch (RuntimeException failure) {
            // It cannot even be written down.
            copyApart(rows, failure);
            return;
        }
        tally.written.add(rows.size());
        times.wrote(rows.size(), Duration.ofNanos(System.nanoTime() - start));
    }

    private void copyTogether(List<StoredSpan> rows) throws SQLException {
        try (Connection connection = connections.writer()) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(SpanCopy.SQL);
            try {
                SpanCopy stream = new SpanCopy(copy);
                for (StoredSpan row : rows) {
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

    /** One that cannot be stored must not take the others with it: halves, until it stands alone. */
    private void copyApart(List<StoredSpan> rows, Exception reason) throws SQLException {
        if (rows.size() > 1) {
            copy(rows.subList(0, rows.size() / 2));
            copy(rows.subList(rows.size() / 2, rows.size()));
        } else if (reason instanceof SQLException refusal && NO_PARTITION.equals(refusal.getSQLState())) {
            tally.late.increment();
        } else {
            tally.refused.increment();
            log.warn("a span cannot be stored: {}", reason.toString());
        }
    }

    /** Classes 22 and 23 of the SQL standard: the data are wrong, or break a rule; they will tomorrow, too. */
    private static boolean isTheirFault(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
