package dev.tailback.relay;

import dev.tailback.relay.slot.Slot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds outbox rows that Kafka never got, and publishes them.
 *
 * <p>A round takes the rows that a snapshot of now sees and the snapshot of the last round did not, waits until the
 * slot has confirmed a position behind all of them, and looks for their ids in what Kafka got since the last round.
 * By then whatever the WAL would have told of them is in Kafka: what is missing is lost. No clock takes part, so a
 * transaction may stay open for as long as it likes: it belongs to the round that sees its commit.
 */
final class Reconciler {
    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    /** So many ids are looked for in one reading of Kafka: 3 MB. A larger round reads it several times. */
    private static final int PORTION = 100_000;

    private static final int PUBLISHED_TOGETHER = 500;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int LOOKS_A_BEAT = 4;
    /** For the largest statement of a round; a database that is silent for longer ends it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The snapshot is older than the position: whatever it sees was committed before. */
    private static final String NOW = "SELECT pg_current_snapshot(), pg_current_wal_insert_lsn()";

    /**
     * Something that is committed behind the position, so that the slot's confirmation gets there. Debezium confirms
     * with an event the commit before it: so it takes two, and now and then a third.
     */
    private static final String BEAT =
            "WITH older AS (DELETE FROM relay.heartbeat) INSERT INTO relay.heartbeat VALUES (clock_timestamp())";

    private final RelaySettings settings;
    private final Publisher publisher;
    private final Leadership leadership;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong republished = new AtomicLong();
    private volatile @Nullable Instant lastRound;

    Reconciler(RelaySettings settings, Publisher publisher, Leadership leadership, Clock clock) {
        this.settings = settings;
        this.publisher = publisher;
        this.leadership = leadership;
        this.clock = clock;
    }

    /** Rounds with pauses until the lead is lost or it is told to stop. */
    void run() {
        try {
            do {
                attempt();
            } while (leadership.held()
                    && !stopping.await(settings.reconcileEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves a round where it is: the next leader begins where the last whole one ended. */
    void stop() {
        stopping.countDown();
    }

    private void demandGoesOn() {
        leadership.demandHeld();
        if (stopping.getCount() == 0) {
            throw new IllegalStateException("told to stop");
        }
    }

    /** How many rows it has published since this relay leads. */
    long republished() {
        return republished.get();
    }

    /** When all that was committed had last been found in Kafka, or null before the first round. */
    @Nullable
    Instant lastRound() {
        return lastRound;
    }

    private void attempt() throws InterruptedException {
        try (Connection database = settings.connect(PATIENCE);
                PublishedIds published = new PublishedIds(settings.broker(), this::demandGoesOn)) {
            round(database, published);
        } catch (SQLException | ExecutionException | RuntimeException failed) {
            // Whatever it is: a round that throws would be the last.
            if (leadership.held() && stopping.getCount() > 0) {
                log.warn("the outboxes were not compared with Kafka; the next round will: {}", failed.toString());
            }
        }
    }

    private void round(Connection database, PublishedIds published)
            throws SQLException, InterruptedException, ExecutionException {
        Instant began = clock.instant();
        Watermark last = Watermark.find(database);
        // Before the snapshot: the records of rows that it does not see yet will come behind these offsets.
        Map<TopicPartition, Long> ends = published.ends();
        Snapshot now = awaitConfirmed(database);
        database.setAutoCommit(false); // for the cursor; whoever only reads holds nobody up
        long before = republished.get();
        Outboxes outboxes = new Outboxes(database);
        for (String schema : outboxes.schemas()) {
            outboxes.between(
                    schema,
                    last.snapshot(),
                    now,
                    PORTION,
                    ids -> publishMissing(outboxes, schema, missing(ids, published, last)));
        }
        database.commit();
        new Watermark(now, ends).keep(leadership.session());
        lastRound = began;
        if (republished.get() > before) {
            log.warn("{} outbox rows had never reached Kafka; they are published now", republished.get() - before);
        }
    }

    private Snapshot awaitConfirmed(Connection database) throws SQLException, InterruptedException {
        try (Statement statement = database.createStatement()) {
            Snapshot snapshot;
            String position;
            try (ResultSet row = statement.executeQuery(NOW)) {
                row.next();
                snapshot = Snapshot.of(row.getString(1));
                position = row.getString(2);
            }
            // However long the backlog takes: the position stands still, and the reading gets there.
            for (int look = 0; !Slot.hasConfirmed(database, position); look++) {
                demandGoesOn();
                if (look % LOOKS_A_BEAT == 0) {
                    statement.execute(BEAT);
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
            }
            return snapshot;
        }
    }

    private static List<UUID> missing(List<UUID> ids, PublishedIds published, Watermark last) {
        SoughtIds sought = new SoughtIds(ids);
        published.markFound(sought, last.offsets());
        return sought.missing();
    }

    private void publishMissing(Outboxes outboxes, String schema, List<UUID> missing) throws SQLException {
        for (int from = 0; from < missing.size(); from += PUBLISHED_TOGETHER) {
            List<UUID> together = missing.subList(from, Math.min(from + PUBLISHED_TOGETHER, missing.size()));
            demandGoesOn();
            publish(outboxes.rows(schema, together, clock.instant()));
        }
    }

    private void publish(List<OutboxRow> rows) {
        try {
            publisher.publish(rows);
            republished.addAndGet(rows.size());
        } catch (RowRefused refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reconciling", ending);
        }
    }
}
