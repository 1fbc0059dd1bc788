package dev.tailback.flowalerts.store;

import dev.tailback.flowalerts.signals.Intake;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanSink;
import dev.tailback.flowalerts.store.search.SpanSearch;
import dev.tailback.flowalerts.store.search.StoreAway;
import dev.tailback.flowalerts.store.table.Connections;
import dev.tailback.flowalerts.store.table.Partitions;
import dev.tailback.flowalerts.store.table.StoreSettings;
import dev.tailback.flowalerts.store.table.Upkeep;
import dev.tailback.flowalerts.store.writing.SpanWriter;
import dev.tailback.flowalerts.store.writing.StoreCounts;
import dev.tailback.flowalerts.store.writing.Tally;
import dev.tailback.flowalerts.store.writing.WaitingSpans;
import dev.tailback.flowalerts.store.writing.WriteTimes;
import dev.tailback.flowalerts.workers.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of spans, open for spans whether or not its database is there: they wait, up to a bound, and beyond it they are
 * counted and forgotten. Nobody who brings spans ever waits for it.
 */
public final class TraceSpans implements SpanSink, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TraceSpans.class);

    // At the highest rate that was measured (docs/spans.md) this lets the disk's cap be passed by a few hundred MB.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Duration LAST_BATCH_WITHIN = Duration.ofSeconds(2);

    private final StoreSettings settings;
    private final WaitingSpans waiting;
    private final Connections connections;
    private final Upkeep upkeep;
    private final SpanWriter writer;
    private final SpanSearch search;
    private final Statements statements = new Statements();
    private final Tally tally = new Tally();
    private final WriteTimes times = new WriteTimes();
    private final Worker writing;
    private final Worker looking;

    private TraceSpans(StoreSettings settings, Clock clock) {
        this.settings = settings;
        waiting = new WaitingSpans(settings.queueSpans(), settings.queueBytes());
        connections = new Connections(settings);
        search = new SpanSearch(connections);
        Partitions partitions = new Partitions();
        upkeep = new Upkeep(connections, partitions, settings, clock);
        writer = new SpanWriter(waiting, connections, upkeep, partitions, tally, times);
        writing = Worker.start("spans-writer", writer);
        looking = Worker.start("spans-upkeep", this::lookAgainAndAgain);
    }

    /** @param clock says which day it is */
    public static TraceSpans open(StoreSettings settings, Clock clock) {
        return new TraceSpans(settings, clock);
    }

    public List<Worker> workers() {
        return List.of(writing, looking);
    }

    /** Is never full: what a database cannot take must not keep senders from those who look at the latest traces. */
    @Override
    public Intake take(List<Span> spans) {
        int taken = waiting.add(spans);
        tally.taken.add(taken);
        tally.droppedForQueue.add(spans.size() - taken);
        return Intake.TAKEN;
    }

    private void lookAgainAndAgain() throws InterruptedException {
        while (true) {
            Thread.sleep(BETWEEN_LOOKS);
            look();
        }
    }

    private void look() {
        try {
            upkeep.look();
            try (Connection connection = connections.reader()) {
                statements.remember(connection);
            }
        } catch (SQLException failure) {
            log.debug("no upkeep this time", failure);
        }
    }

    /** Whether the database answers at this moment; takes a few seconds where it does not. */
    public boolean answers() {
        return connections.answers();
    }

    public SpanSearch search() {
        return search;
    }

    public StoreReport report() {
        try (Connection connection = connections.reader()) {
            return new Reporting(settings.retention(), statements).report(connection, counts());
        } catch (SQLException failure) {
            throw new StoreAway(failure);
        }
    }

    public StoreCounts counts() {
        return new StoreCounts(
                writer.isAway() ? "away" : "up",
                writer.whyAway(),
                tally.taken.sum(),
                tally.written.sum(),
                waiting.size(),
                waiting.bytes(),
                tally.droppedForQueue.sum(),
                tally.droppedForDisk.sum(),
                tally.refused.sum(),
                tally.late.sum(),
                upkeep.bytes(),
                settings.maxBytes(),
                times.now());
    }

    /** Gives those that wait a moment to be written. */
    @Override
    public void close() {
        looking.interrupt();
        awaitLastBatch();
        writing.interrupt();
        connections.close();
    }

    private void awaitLastBatch() {
        if (writer.isAway()) {
            return;
        }
        try {
            waiting.awaitNone(LAST_BATCH_WITHIN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
