package dev.tailback.relay;

import dev.tailback.relay.slot.Slot;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the outboxes from the WAL and hands them on, batch by batch. A batch counts as read only when it is published:
 * after a crash the slot gives it again, and the readers' inboxes absorb what they have seen.
 *
 * <p>Only the replication slot remembers how far the reading is. Debezium's own offset file would be a second memory,
 * and where the two disagree, rows are lost.
 */
final class OutboxReader implements Runnable, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OutboxReader.class);

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Batches batches;
    private final Runnable beforeConfirm;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean reading;
    private volatile @Nullable String ended;

    OutboxReader(RelaySettings settings, String password, Batches batches) {
        this.batches = batches;
        this.beforeConfirm = settings.beforeConfirm();
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(properties(settings, password))
                .using(new DebeziumEngine.ConnectorCallback() {
                    @Override
                    public void pollingStarted() {
                        reading = true;
                        begun.countDown();
                    }
                })
                .using((success, message, error) -> endedWith(message, error))
                .notifying(this::carry)
                .build();
    }

    @Override
    public void run() {
        engine.run();
    }

    boolean reading() {
        return reading && ended == null;
    }

    /** Why the reading ended, or null while it goes on. */
    @Nullable
    String ended() {
        return ended;
    }

    private void carry(
            List<RecordChangeEvent<SourceRecord>> changes, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        List<OutboxRow> rows = new ArrayList<>(changes.size());
        for (RecordChangeEvent<SourceRecord> change : changes) {
            OutboxRow.in(change.record()).ifPresent(rows::add);
        }
        batches.carry(rows, () -> mark(changes, committer));
    }

    private void mark(
            List<RecordChangeEvent<SourceRecord>> changes, RecordCommitter<RecordChangeEvent<SourceRecord>> committer) {
        beforeConfirm.run();
        try {
            for (RecordChangeEvent<SourceRecord> change : changes) {
                committer.markProcessed(change);
            }
            committer.markBatchFinished();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while remembering a batch", interrupted);
        }
    }

    private void endedWith(String message, @Nullable Throwable error) {
        ended = message;
        begun.countDown();
        if (error != null) {
            log.error("the reading of the outboxes ended: {}", message, error);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        // An engine that is still starting refuses to stop.
        begun.await();
        if (ended == null) {
            batches.awaitRemembered();
            engine.close();
        }
    }

    private static Properties properties(RelaySettings settings, String password) {
        Properties properties = new Properties();
        properties.put("name", "relay");
        properties.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        properties.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        properties.put("offset.flush.interval.ms", "0");
        properties.put("database.hostname", settings.databaseHost());
        properties.put("database.port", Integer.toString(settings.databasePort()));
        properties.put("database.user", settings.databaseUser());
        properties.put("database.password", password);
        properties.put("database.dbname", settings.databaseName());
        settings.databaseSecurity().forEach((name, value) -> properties.put("database." + name, value));
        properties.put("topic.prefix", "tailback");
        properties.put("plugin.name", "pgoutput");
        // Both are made with the database, before the first write; one made now would have missed rows.
        properties.put("slot.name", Slot.NAME);
        // A relay that is just losing its lead may hold it for another moment.
        properties.put("slot.max.retries", "10");
        properties.put("slot.retry.delay.ms", "500");
        // A network that went silent ends the reading, and does not hang its end either.
        properties.put("driver.connectTimeout", "10");
        properties.put("driver.socketTimeout", "10");
        properties.put("publication.name", "outbox");
        properties.put("publication.autocreate.mode", "disabled");
        properties.put("table.include.list", ".*\\.outbox,relay\\.heartbeat");
        properties.put("snapshot.mode", "no_data");
        properties.put("tombstones.on.delete", "false");
        // A reading that was left behind keeps its names in JMX, and a second of the same names would wait for them.
        properties.put("custom.metric.tags", "reading=" + UUID.randomUUID());
        properties.put("provide.transaction.metadata", "false");
        // Whoever loses the database may have lost the lead with it: end, and queue for it again.
        properties.put("errors.max.retries", "0");
        properties.put("poll.interval.ms", "10");
        properties.put("max.batch.size", "1024");
        properties.put("max.queue.size", "4096");
        properties.put("max.queue.size.in.bytes", String.valueOf(16 << 20)); // rows may have a megabyte each
        properties.put("record.processing.threads", "1");
        // A quiet shop still writes WAL (vacuum, other tables); the heartbeat lets the slot let go of it.
        properties.put("heartbeat.interval.ms", "10000");
        properties.put(
                "heartbeat.action.query",
                "WITH older AS (DELETE FROM relay.heartbeat) INSERT INTO relay.heartbeat VALUES (now())");
        return properties;
    }
}
