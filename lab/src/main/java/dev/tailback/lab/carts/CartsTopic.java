package dev.tailback.lab.carts;

import dev.tailback.events.EventHeaders;
import dev.tailback.events.OrderId;
import dev.tailback.events.Topics;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.telemetry.FailureOnSpan;
import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The topic of submitted carts, written to from outside the shop. */
public final class CartsTopic implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    @FunctionalInterface
    public interface Answer {
        void heard(String traceId, @Nullable Exception refused);
    }

    private final KafkaProducer<String, byte[]> producer;
    private final Tracer tracer;

    private CartsTopic(String bootstrapServers, Tracer tracer) {
        this.tracer = tracer;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "tailback-lab",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        // More than may be under way, a share of large poison included; a small heap holds it.
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        24L << 20,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        10_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        30_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        10_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Each new record begins a trace. */
    public static CartsTopic traced(String bootstrapServers, Tracer tracer) {
        CartsTopic carts = new CartsTopic(bootstrapServers, tracer);
        carts.demandTopic();
        return carts;
    }

    public static CartsTopic untraced(String bootstrapServers) {
        return new CartsTopic(bootstrapServers, TracerProvider.noop().get("dev.tailback.lab"));
    }

    /** Known before the first arrival, which otherwise would wait for it and be late. */
    private void demandTopic() {
        try {
            producer.partitionsFor(Topics.CARTS);
        } catch (TimeoutException unknown) {
            producer.close(Duration.ZERO);
            throw new Refusal(
                    "Kafka does not tell of the topic " + Topics.CARTS + ": " + unknown.getMessage(), unknown);
        }
    }

    /** Begins the order's trace with a span of its own, which ends when the broker has the record. */
    public void begin(OrderId order, ProducerRecord<String, byte[]> record, Answer answer) {
        Span span = beginTrace(order, record);
        producer.send(record, (sent, refused) -> {
            if (refused != null) {
                FailureOnSpan.tell(span, refused);
            }
            span.end();
            answer.heard(span.getSpanContext().getTraceId(), refused);
        });
    }

    /** A span that is never ended is never told of. */
    public Span beginTrace(OrderId order, ProducerRecord<String, byte[]> record) {
        Span span = tracer.spanBuilder("send " + Topics.CARTS)
                .setNoParent()
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute(Names.MESSAGING_SYSTEM, "kafka")
                .setAttribute(Names.MESSAGING_DESTINATION, Topics.CARTS)
                .setAttribute(Names.MESSAGING_OPERATION, "send")
                .setAttribute(Names.MESSAGING_OPERATION_NAME, "send")
                .setAttribute(Names.ORDER_ID, order.toString())
                .startSpan();
        String traceparent = TraceParent.of(Context.root().with(span));
        if (traceparent != null) {
            EventHeaders.put(record.headers(), EventHeaders.TRACEPARENT, traceparent);
        }
        return span;
    }

    /** The same record with the same id, in the same trace. */
    public void repeat(ProducerRecord<String, byte[]> record, Consumer<@Nullable Exception> answer) {
        producer.send(record, (sent, refused) -> answer.accept(refused));
    }

    /** In no trace. */
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback answer) {
        return producer.send(record, answer);
    }

    /** Returns when the broker has taken or refused every one of them. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
