package dev.tailback.flowalerts.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.metrics.LatestMetrics;
import dev.tailback.flowalerts.otlp.Signals;
import dev.tailback.flowalerts.signals.Intake;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanSink;
import dev.tailback.flowalerts.workers.WorkerState;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Spans through a real broker, written as a Collector does. */
@ExtendWith(ShopServersExtension.class)
class SpansTopicIT {
    private static final TopicPartition PARTITION = new TopicPartition(SpansTopic.TOPIC, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String broker;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicBoolean full = new AtomicBoolean();
    private final AtomicInteger deaths = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();

    SpansTopicIT(ShopServers servers) {
        broker = servers.bootstrapServers();
    }

    @BeforeEach
    void makeTheTopic() throws Exception {
        try (Admin admin = admin()) {
            if (!admin.listTopics().names().get().contains(SpansTopic.TOPIC)) {
                Map<String, String> large = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "4000000");
                admin.createTopics(List.of(new NewTopic(SpansTopic.TOPIC, 1, (short) 1).configs(large)))
                        .all()
                        .get();
            }
        }
    }

    @Test
    void takesWhatACollectorWroteAndWaitsWhereTheSinkIsFull() throws Exception {
        long first = write(spans("before", "first"), "no request".getBytes(StandardCharsets.UTF_8), spans("second"));
        Signals signals = new Signals(sink(), new LatestMetrics(1, 1)::take, new RecentLogs(1, 1)::take);
        try (SpansTopic topic = SpansTopic.read(new Client(broker, Map.of()), signals)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(taken).containsExactly("before", "first", "second"));
            awaitCommitted(first + 3);
            assertThat(signals.counts().refused())
                    .as("the one that was no request")
                    .isEqualTo(1);

            full.set(true);
            write(spans("third"), spans("fourth"));

            await().atMost(PATIENCE).until(() -> turnedAway.get() >= 3);
            assertThat(committed()).isEqualTo(first + 3);
            full.set(false);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(taken).containsExactly("before", "first", "second", "third", "fourth"));
            awaitCommitted(first + 5);
        }

        write(spans("fifth"));
        try (SpansTopic topic = SpansTopic.read(new Client(broker, Map.of()), signals)) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(taken).endsWith("fourth", "fifth"));
            assertThat(taken).as("nothing was read again").hasSize(6);
        }
    }

    @Test
    void neitherARecordThatBreaksASinkNorOneOfTooManySpansHoldsUpTheNext() throws Exception {
        long first = write(
                spans("before"),
                spans("unforeseen"),
                spans("deadly"),
                ExportTraceServiceRequest.newBuilder()
                        .addResourceSpans(ResourceSpans.newBuilder()
                                .addScopeSpans(ScopeSpans.newBuilder()
                                        .addAllSpans(Collections.nCopies(
                                                500_001, io.opentelemetry.proto.trace.v1.Span.getDefaultInstance()))))
                        .build()
                        .toByteArray(),
                spans("behind"));
        Signals signals = new Signals(sink(), new LatestMetrics(1, 1)::take, new RecentLogs(1, 1)::take);
        try (SpansTopic topic = SpansTopic.read(new Client(broker, Map.of()), signals)) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(taken).contains("before", "behind"));
            awaitCommitted(first + 5);

            assertThat(signals.counts().refused()).as("passed over").isEqualTo(2);
            assertThat(signals.counts().tooLarge()).isEqualTo(1);
            WorkerState state = topic.worker().state();
            assertThat(state.state())
                    .as("it died once, began again, and says so")
                    .isEqualTo("failing");
            assertThat(state.lastFailure()).contains("StackOverflowError");
        }
    }

    @Test
    void makesTheTopicIfNobodyHasAndLeavesItAloneIfSomebodyHas() throws Exception {
        Client client = new Client(broker, Map.of());
        MissingTopic.make(client, "nobody-made-it", Duration.ofHours(1));
        MissingTopic.make(client, SpansTopic.TOPIC, Duration.ofHours(1));

        try (Admin admin = admin()) {
            ConfigResource mine = new ConfigResource(ConfigResource.Type.TOPIC, "nobody-made-it");
            ConfigResource theirs = new ConfigResource(ConfigResource.Type.TOPIC, SpansTopic.TOPIC);
            Map<ConfigResource, Config> found =
                    admin.describeConfigs(List.of(mine, theirs)).all().get();
            assertThat(found.get(mine).get(TopicConfig.RETENTION_MS_CONFIG).value())
                    .isEqualTo("3600000");
            assertThat(found.get(theirs).get(TopicConfig.RETENTION_MS_CONFIG).value())
                    .isNotEqualTo("3600000");
        }
    }

    private SpanSink sink() {
        return spans -> {
            if (spans.getFirst().name().equals("unforeseen")) {
                throw new IllegalStateException("a sink with a bug");
            }
            if (spans.getFirst().name().equals("deadly") && deaths.getAndIncrement() == 0) {
                throw new StackOverflowError("as deep as that");
            }
            if (full.get()) {
                turnedAway.incrementAndGet();
                return Intake.full(Duration.ofMillis(100));
            }
            spans.stream().map(Span::name).forEach(taken::add);
            return Intake.TAKEN;
        };
    }

    /** Returns the offset of the first. */
    private long write(byte[]... records) throws Exception {
        Map<String, Object> config = Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4_000_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            long first = -1L;
            for (byte[] record : records) {
                long at = producer.send(new ProducerRecord<>(SpansTopic.TOPIC, 0, null, record))
                        .get()
                        .offset();
                first = first < 0 ? at : first;
            }
            return first;
        }
    }

    private void awaitCommitted(long offset) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).isEqualTo(offset));
    }

    private long committed() throws Exception {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(SpansTopic.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            OffsetAndMetadata offset = offsets.get(PARTITION);
            return offset == null ? -1 : offset.offset();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker));
    }

    private static byte[] spans(String... names) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int i = 0; i < names.length; i++) {
            scope.addSpans(io.opentelemetry.proto.trace.v1.Span.newBuilder()
                    .setTraceId(ByteString.copyFrom(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}))
                    .setSpanId(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) (i + 1)}))
                    .setName(names[i]));
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build()
                .toByteArray();
    }
}
