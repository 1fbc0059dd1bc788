package dev.tailback.flowalerts.kafka;

import dev.tailback.flowalerts.otlp.Signals;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import dev.tailback.flowalerts.workers.Worker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a Collector's Kafka exporter writes in its encoding {@code otlp_proto}: in each record an export request.
 *
 * <p>An offset is committed when the sinks took what is before it, so after a crash some records are read again: the same
 * span twice is one span. While a sink is full the reading waits at the record that had no room. A record that is no
 * request is counted and passed over: it will not get better.
 */
public final class SpansTopic implements AutoCloseable {
    public static final String TOPIC = "otlp_spans";
    public static final String GROUP = "flow-alerts-otlp-spans";

    private static final Logger log = LoggerFactory.getLogger(SpansTopic.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private static final int TRIES = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    // Far below the five minutes after which the group would think us dead.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final int MAX_FETCH = 4 << 20;
    private static final int MAX_RECORDS = 50;
    private static final int STOP_SECONDS = 5;

    // What is read at once need not be kept for a week.
    private static final Duration KEPT = Duration.ofHours(1);

    private final Client client;
    private final Consumer<byte[], byte[]> consumer;
    private final Signals signals;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Worker worker;
    private boolean isThere;
    private String failing = "";
    private String toldOf = "";
    private int tries;

    private SpansTopic(Client client, Consumer<byte[], byte[]> consumer, Signals signals) {
        this.client = client;
        this.consumer = consumer;
        this.signals = signals;
        this.worker = Worker.start("otlp-spans", this::read);
    }

    /** Begins to read; whether there is a broker is seen later, again and again. */
    public static SpansTopic read(Client client, Signals signals) {
        Map<String, Object> settings = new HashMap<>(client.more());
        settings.putAll(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                client.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                GROUP,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "flow-alerts",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MAX_RECORDS,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                MAX_FETCH,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                MAX_FETCH));
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return new SpansTopic(client, consumer, signals);
    }

    public Worker worker() {
        return worker;
    }

    private void read() {
        try {
            readAgain();
            while (!isStopping(Duration.ZERO)) {
                isStopping(next());
            }
        } catch (WakeupException failure) {
            log.debug("reading of {} ends", TOPIC, failure);
        }
    }

    /** From what was committed: what was polled and not taken comes again. */
    private void readAgain() {
        consumer.unsubscribe();
        consumer.subscribe(List.of(TOPIC));
    }

    /** Reads on, and returns how long to wait then. */
    private Duration next() {
        try {
            if (!isThere) {
                MissingTopic.make(client, TOPIC, KEPT);
                isThere = true;
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                toldOf = "";
            }
            return records.partitions().stream()
                    .map(partition -> take(partition, records.records(partition)))
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
        } catch (CommitFailedException | RebalanceInProgressException failure) {
            log.info("{} went to another reader meanwhile, and some of it will be read twice", TOPIC, failure);
            readAgain();
            return Duration.ZERO;
        } catch (WakeupException failure) {
            throw failure;
        } catch (KafkaException failure) {
            tell(failure);
            readAgain();
            return AFTER_FAILURE;
        }
    }

    /** Once for each reason: it is tried again every few seconds, for days if need be. */
    private void tell(KafkaException e) {
        String why = Reasons.of(e);
        if (!why.equals(toldOf)) {
            log.error("{} cannot be read; it is tried every {} s: {}", TOPIC, AFTER_FAILURE.toSeconds(), why, e);
        }
        toldOf = why;
    }

    private Duration take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Optional<Duration> wait = take(record);
            if (wait.isPresent()) {
                consumer.seek(partition, record.offset());
                commit(partition, record.offset());
                return wait.get();
            }
        }
        commit(partition, records.getLast().offset() + 1);
        return Duration.ZERO;
    }

    private void commit(TopicPartition partition, long offset) {
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
    }

    /** Returns how long to wait before the same record is tried again; empty when it is done with. */
    private Optional<Duration> take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            signals.traces().take(record.value());
            return Optional.empty();
        } catch (Refusal wrong) {
            if (wrong.retryAfter().isEmpty()) {
                signals.count(wrong);
                log.debug("{}-{} at {} is passed over", TOPIC, record.partition(), record.offset(), wrong);
            }
            return wrong.retryAfter().map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        } catch (RuntimeException failure) {
            return failed(record, failure);
        }
    }

    /** Whether it is the record's fault is not known, so it has a few tries. */
    private Optional<Duration> failed(ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {
        String where = "%s-%d at %d".formatted(TOPIC, record.partition(), record.offset());
        tries = where.equals(failing) ? tries + 1 : 1;
        failing = where;
        if (tries < TRIES) {
            log.warn("{} failed", where, reason);
            return Optional.of(BETWEEN_TRIES);
        }
        signals.count(Refusal.failed());
        log.error("{} failed {} times and is passed over", where, TRIES, reason);
        // At once: what fails behind it must not bring it back.
        commit(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        return Optional.empty();
    }

    private boolean isStopping(Duration wait) {
        try {
            return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends after the record that is being taken. */
    @Override
    public void close() {
        stopping.countDown();
        consumer.wakeup();
        try {
            if (worker.join(Duration.ofSeconds(STOP_SECONDS))) {
                consumer.close();
            } else {
                log.warn("reading of {} did not end within {} s", TOPIC, STOP_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
