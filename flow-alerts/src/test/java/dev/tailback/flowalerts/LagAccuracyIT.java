package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.lag.Methods;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/**
 * Seconds of lag as flow-alerts tells them, on a real broker, while producer and consumer change their pace: against when the
 * producer really wrote the record that the consumer commits next. The long form prints what other methods make of the same
 * looks: {@code -Dtailback.test.lag.seconds=300}.
 */
@ExtendWith(ShopServersExtension.class)
@Isolated("compares seconds with the truth")
class LagAccuracyIT {
    private static final int SECONDS = Integer.getInteger("tailback.test.lag.seconds", 10);
    private static final String TOPIC = "lag-accuracy";
    private static final String GROUP = "lag-accuracy-readers";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    /** Records a second, in each tenth of the time. */
    private static final int[] PRODUCED = {100, 300, 300, 50, 0, 0, 200, 400, 100, 100};

    private static final int[] CONSUMED = {100, 150, 150, 150, 20, 20, 100, 250, 400, 400};

    private static final long TICK_MILLIS = 50;
    private static final long ASK_EVERY_MILLIS = 100;
    private static final double EXPORTER_LOOKS_EVERY = 30;

    private final String broker;
    private final long began = System.currentTimeMillis();
    /** When each record was written. */
    private final Map<Long, Long> written = new ConcurrentSkipListMap<>();
    /** What was committed when. */
    private final ConcurrentSkipListMap<Long, Long> committed = new ConcurrentSkipListMap<>();

    private double toProduce;
    private double toCommit;

    LagAccuracyIT(ShopServers servers) {
        broker = servers.bootstrapServers();
    }

    @Test
    void secondsAreTrueToATenthOrASecondWhateverThePace() throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        TreeMap<Long, Seen> looks = record();

        Methods methods = new Methods();
        Methods.LookUp lookUp = new Methods.LookUp();
        double exporterLooked = Double.NEGATIVE_INFINITY;
        double exporterSays = 0.0;
        for (Map.Entry<Long, Seen> look : looks.entrySet()) {
            double at = (look.getKey() - began) / 1000.0;
            Seen seen = look.getValue();
            double truth = trueAge(look.getKey());
            methods.note(Methods.OURS, truth, seen.seconds());
            if (at - exporterLooked >= EXPORTER_LOOKS_EVERY) {
                lookUp.add(seen.latest(), at);
                exporterSays = lookUp.seconds(seen.committed(), seen.latest(), at);
                exporterLooked = at;
            }
            methods.note(Methods.EXPORTER, truth, exporterSays);
            methods.note(Methods.RATE, truth, seen.consumed() == 0 ? 0 : seen.lag() / seen.consumed());
        }
        System.out.println(methods.table());

        assertThat(looks).as("a look each second").hasSizeGreaterThan(SECONDS * 6 / 10);
        assertThat(methods.right(Methods.OURS)).as(methods.table()).isGreaterThanOrEqualTo(0.99);
    }

    private record Seen(long committed, long latest, long lag, double seconds, double consumed) {}

    /** What was told of each look, by the moment that it is of. */
    private TreeMap<Long, Seen> record() throws Exception {
        TreeMap<Long, Seen> looks = new TreeMap<>();
        try (KafkaProducer<byte[], byte[]> producer = producer();
                KafkaConsumer<byte[], byte[]> consumer = consumer();
                Running running = new Running(1, Map.of(LagVariables.KAFKA, broker, LagVariables.GROUPS, GROUP));
                ScheduledExecutorService hands = Executors.newScheduledThreadPool(3)) {
            commit(consumer, 0);
            hands.scheduleAtFixedRate(() -> produce(producer), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
            hands.scheduleAtFixedRate(() -> consume(consumer), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
            ScheduledFuture<?> asking =
                    hands.scheduleAtFixedRate(() -> ask(running, looks), 0, ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            hands.schedule(() -> asking.cancel(false), SECONDS, TimeUnit.SECONDS)
                    .get();
            hands.shutdownNow();
            hands.awaitTermination(10, TimeUnit.SECONDS);
        }
        return looks;
    }

    private int pace(int[] paces) {
        long tenth = (System.currentTimeMillis() - began)
                * 10
                / Duration.ofSeconds(SECONDS).toMillis();
        return paces[(int) Math.min(paces.length - 1, tenth)];
    }

    private void produce(KafkaProducer<byte[], byte[]> producer) {
        toProduce += pace(PRODUCED) * TICK_MILLIS / 1000.0;
        for (; toProduce >= 1; toProduce--) {
            long now = System.currentTimeMillis();
            producer.send(new ProducerRecord<>(TOPIC, 0, now, null, new byte[100]), (at, failure) -> {
                if (failure == null) {
                    written.put(at.offset(), now);
                }
            });
        }
    }

    private void consume(KafkaConsumer<byte[], byte[]> consumer) {
        Long last = committed.lastEntry().getValue();
        toCommit = Math.min(written.size(), Math.max(last, toCommit) + pace(CONSUMED) * TICK_MILLIS / 1000.0);
        if ((long) toCommit > last) {
            commit(consumer, (long) toCommit);
        }
    }

    private void commit(KafkaConsumer<byte[], byte[]> consumer, long offset) {
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(offset)));
        committed.put(System.currentTimeMillis(), offset);
    }

    private static void ask(Running running, TreeMap<Long, Seen> looks) {
        try {
            JsonNode answer = running.get("/api/lag");
            for (JsonNode group : answer.get("groups")) {
                for (JsonNode partition : group.get("partitions")) {
                    looks.put(
                            Instant.parse(answer.get("at").asString()).toEpochMilli(),
                            new Seen(
                                    partition.get("committed").asLong(),
                                    partition.get("latest").asLong(),
                                    partition.get("lag").asLong(),
                                    partition.get("lag_seconds").asDouble(),
                                    partition.has("consumed_per_second")
                                            ? partition
                                                    .get("consumed_per_second")
                                                    .asDouble()
                                            : 0));
                }
            }
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** Of the record that was to be committed next. */
    private double trueAge(long atMillis) {
        Long next = committed.floorEntry(atMillis).getValue();
        Long writtenAt = written.get(next);
        return writtenAt == null || writtenAt > atMillis ? 0 : (atMillis - writtenAt) / 1000.0;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(PARTITION));
        return consumer;
    }
}
