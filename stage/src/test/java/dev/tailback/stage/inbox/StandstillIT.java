package dev.tailback.stage.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.Event;
import dev.tailback.events.OrderCancelled;
import dev.tailback.events.OrderId;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.events.retry.RetryPolicy;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import dev.tailback.stage.consumer.ConsumerProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.support.Acknowledgment;

/** A consumer in its container on a real broker, when what is to become of a record cannot be written down. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandstillIT {
    private static final String GROUP = "catalog";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final TopicPartition FIRST = new TopicPartition(Topics.ORDERS, 0);
    private static final TopicPartition SECOND = new TopicPartition(Topics.ORDERS, 1);
    /** Below what a letter has, above what Kafka itself writes there. */
    private static final int NO_LETTER = 1_000;

    private final AtomicBoolean isBroken = new AtomicBoolean();
    private final AtomicBoolean isConsumerToFail = new AtomicBoolean();
    private final AtomicInteger consumersMade = new AtomicInteger();
    private final Queue<Long> readAt = new ConcurrentLinkedQueue<>();

    private final Map<OrderId, CompletableFuture<Void>> answers = new ConcurrentHashMap<>();

    private Bench bench;
    private Admin admin;
    private KafkaProducer<byte[], byte[]> producer;
    private ConcurrentMessageListenerContainer<byte[], byte[]> container;

    @BeforeAll
    void connect(ShopServers servers) throws Exception {
        bench = new Bench(servers, GROUP, Topics.ORDERS);
        Map<String, Object> kafka = Map.of("bootstrap.servers", servers.bootstrapServers());
        admin = Admin.create(kafka);
        admin.createTopics(List.of(new NewTopic(Topics.ORDERS, 2, (short) 1)))
                .all()
                .get();
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        container = container(servers);
    }

    private ConcurrentMessageListenerContainer<byte[], byte[]> container(ShopServers servers) {
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        servers.bootstrapServers(),
                        "group.id",
                        GROUP,
                        "group.protocol",
                        "consumer",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumers.addPostProcessor(bench.held()::before);
        consumers.addPostProcessor(this::failsWhenTold);
        Dispatch dispatch = bench.dispatch(new DispatchSettings(200, 2, Duration.ofSeconds(5), RetryPolicy.STURDY));
        ContainerProperties properties = new ContainerProperties(Topics.ORDERS);
        properties.setAckMode(ContainerProperties.AckMode.MANUAL);
        properties.setPollTimeout(100);
        properties.setMessageListener((BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]>)
                (batch, acknowledgment, consumer) -> read(dispatch, batch, acknowledgment, consumer));
        ConcurrentMessageListenerContainer<byte[], byte[]> made =
                new ConcurrentMessageListenerContainer<>(consumers, properties);
        made.setCommonErrorHandler(new ReadAgain(bench.held()));
        return made;
    }

    private Consumer<byte[], byte[]> failsWhenTold(Consumer<byte[], byte[]> consumer) {
        consumersMade.incrementAndGet();
        return ConsumerProxy.of(consumer, (method, arguments, original) -> {
            if (method.getName().equals("poll") && isConsumerToFail.compareAndSet(true, false)) {
                throw new GroupIdNotFoundException("nobody knows this group");
            }
            return original.call();
        });
    }

    private void read(
            Dispatch dispatch,
            List<ConsumerRecord<byte[], byte[]>> batch,
            Acknowledgment acknowledgment,
            Consumer<?, ?> consumer) {
        if (isBroken.get()) {
            throw new IllegalStateException("nobody foresaw this");
        }
        if (batch.stream().anyMatch(record -> record.partition() == 0)) {
            readAt.add(System.nanoTime());
        }
        dispatch.runPrepared(batch, new Asking(answers, this::store)).settle(acknowledgment, consumer);
    }

    @BeforeEach
    void start() {
        container.start();
    }

    @AfterEach
    void stop() {
        container.stop();
    }

    @AfterAll
    void disconnect() {
        producer.close();
        admin.close();
        bench.close();
    }

    @Test
    void aDeadLetterThatTheBrokerRefusesStopsItsPartitionAndNoOther() throws Exception {
        bench.takesDeadLettersUpTo(NO_LETTER);
        long first = end(FIRST);
        long second = end(SECOND);
        List<OrderId> good = new ArrayList<>();
        good.add(send(FIRST));
        sendPoison(FIRST);
        good.add(send(FIRST));
        good.add(send(SECOND));

        await().atMost(SOON).until(() -> bench.held().standing().containsKey(FIRST.toString()));
        await().atMost(SOON).until(() -> committed(SECOND) == second + 1);
        good.add(send(SECOND));
        await().atMost(SOON).until(() -> committed(SECOND) == second + 2);
        await().atMost(SOON).until(() -> readAt.size() >= 4);

        assertThat(bench.held().standing()).hasSize(1).hasEntrySatisfying(FIRST.toString(), standstill -> {
            assertThat(standstill.offset()).isEqualTo(first + 1);
            assertThat(standstill.why()).contains("RecordTooLargeException");
        });
        assertThat(committed(FIRST)).isEqualTo(first + 1);
        assertThat(pausesBetweenReadings()).allMatch(pause -> pause.compareTo(Duration.ofMillis(950)) >= 0);

        bench.takesDeadLettersUpTo(Topics.largest(bench.deadTopic()));
        await().atMost(SOON).until(() -> committed(FIRST) == first + 3);
        assertThat(bench.held().standing()).isEmpty();
        assertThat(end(new TopicPartition(bench.deadTopic(), 0))).isOne();
        assertThat(good).allSatisfy(order -> assertThat(effectsOf(order)).isOne());
    }

    /** Before it all came: that of records which arrived one by one. */
    private List<Duration> pausesBetweenReadings() {
        List<Long> times = List.copyOf(readAt);
        List<Duration> pauses = new ArrayList<>();
        for (int n = times.size() - 2; n < times.size(); n++) {
            pauses.add(Duration.ofNanos(times.get(n) - times.get(n - 1)));
        }
        return pauses;
    }

    @Test
    void whatFailsAsAWholeIsReadAgainUntilItDoesNot() throws Exception {
        isBroken.set(true);
        long before = end(SECOND);
        List<OrderId> good = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            good.add(send(SECOND));
        }
        await().atMost(SOON).until(() -> bench.held().standing().containsKey(SECOND.toString()));
        assertThat(bench.held().standing().get(SECOND.toString()).why()).contains("nobody foresaw this");
        assertThat(committed(SECOND)).isLessThanOrEqualTo(before);

        isBroken.set(false);

        await().atMost(SOON).until(() -> committed(SECOND) == before + 5);
        assertThat(bench.held().standing()).isEmpty();
        assertThat(good).allSatisfy(order -> assertThat(effectsOf(order)).isOne());
    }

    /** As Kafka's does when its group was empty, without offsets, for too long: it never reads again. */
    @Test
    void aConsumerThatHasFailedForGoodIsReplaced() throws Exception {
        await().atMost(SOON).until(() -> !container.getAssignedPartitions().isEmpty());
        int before = consumersMade.get();
        isConsumerToFail.set(true);

        await().atMost(SOON).until(() -> consumersMade.get() > before);
        long next = end(SECOND);
        OrderId order = send(SECOND);

        await().atMost(SOON).until(() -> committed(SECOND) == next + 1);
        assertThat(effectsOf(order)).isOne();
    }

    @Test
    void aRecordThatWaitsForAnAnswerHoldsUpNoOtherAndIsNotPassedOver() throws Exception {
        long first = end(FIRST);
        OrderId waiting = OrderId.at(Instant.now());
        answers.put(waiting, new CompletableFuture<>());
        send(FIRST, waiting);
        OrderId behind = send(FIRST);
        await().atMost(SOON).until(() -> effectsOf(behind) == 1);
        OrderId later = send(FIRST);
        await().atMost(SOON).until(() -> effectsOf(later) == 1);
        await().atMost(SOON).until(() -> committed(FIRST) == first);
        assertThat(effectsOf(waiting)).isZero();

        answers.get(waiting).complete(null);

        await().atMost(SOON).until(() -> committed(FIRST) == first + 3);
        assertThat(effectsOf(waiting)).isOne();
    }

    private OrderId send(TopicPartition partition) throws Exception {
        return send(partition, OrderId.at(Instant.now()));
    }

    private OrderId send(TopicPartition partition, OrderId order) throws Exception {
        Event event = new OrderCancelled(order, Instant.now(), "no funds");
        ConsumerRecord<byte[], byte[]> made = Fixtures.record(UuidV7.at(Instant.now()), event);
        producer.send(new ProducerRecord<>(
                        partition.topic(), partition.partition(), made.key(), made.value(), made.headers()))
                .get();
        return order;
    }

    private void sendPoison(TopicPartition partition) throws Exception {
        byte[] key = OrderId.at(Instant.now()).toString().getBytes(UTF_8);
        producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), key, new byte[2 * NO_LETTER]))
                .get();
    }

    private long end(TopicPartition partition) throws Exception {
        return admin.listOffsets(Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private long committed(TopicPartition partition) throws Exception {
        OffsetAndMetadata offset = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition);
        return offset == null ? 0 : offset.offset();
    }

    private void store(List<Received<Event>> received) {
        for (Received<Event> each : received) {
            bench.jdbc()
                    .sql("INSERT INTO effects (order_id) VALUES (:id)")
                    .param("id", each.order().value())
                    .update();
        }
    }

    private long effectsOf(OrderId order) {
        return bench.jdbc()
                .sql("SELECT count(*) FROM effects WHERE order_id = :id")
                .param("id", order.value())
                .query(Long.class)
                .single();
    }
}
