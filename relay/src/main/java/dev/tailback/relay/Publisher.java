package dev.tailback.relay;

import dev.tailback.events.EventRecord;
import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.SpanIds;
import dev.tailback.telemetry.logs.OrderSteps;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.kafkaclients.v2_6.KafkaTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.LoggerFactory;

/** Puts outbox rows on their topics. */
final class Publisher implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final OrderSteps steps = new OrderSteps(LoggerFactory.getLogger(Publisher.class));
    private final Producer<String, byte[]> producer;
    private final Refusals refusals;

    Publisher(Map<String, Object> broker, OpenTelemetry telemetry, Refusals refusals) {
        this.refusals = refusals;
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "relay");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        // A broker that is away is waited for; the slot keeps what is not acknowledged, so nothing is lost meanwhile.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        // Records that waited for the broker belong to one moment; a larger buffer would only hide that it is away.
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        // The topic's own limit is the one that counts.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
        this.producer = KafkaTelemetry.create(telemetry)
                .wrap(new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
    }

    /**
     * Returns when the broker has every one of them.
     *
     * @throws RowRefused if it does not take one of them
     */
    void publish(List<OutboxRow> rows) throws InterruptedException, RowRefused {
        List<Future<?>> acknowledgments = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            // The instrumented producer writes the current context into the record: it must be the row's.
            try (Scope inTrace = row.trace().makeCurrent();
                    SpanIds.Repeatable id = SpanIds.of("publish " + row.record().id())) {
                acknowledgments.add(producer.send(row.toSend()));
            }
        }
        for (int n = 0; n < rows.size(); n++) {
            await(acknowledgments.get(n), rows.get(n).record());
        }
        refusals.published(rows);
        rows.forEach(this::tell);
    }

    private void await(Future<?> acknowledgment, EventRecord row) throws InterruptedException, RowRefused {
        try {
            acknowledgment.get();
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause() == null ? failed : failed.getCause();
            RowRefused refused = new RowRefused(row, why);
            if (why instanceof RecordTooLargeException) {
                refusals.add(refused);
            }
            throw refused;
        }
    }

    private void tell(OutboxRow row) {
        EventRecord record = row.record();
        steps.tell(
                row.trace(), Names.ORDER_EVENT_PUBLISHED, record.key(), record.type(), "is in topic " + record.topic());
    }

    /** At once: whoever waits for an acknowledgment fails. */
    void abort() {
        producer.close(Duration.ZERO);
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
