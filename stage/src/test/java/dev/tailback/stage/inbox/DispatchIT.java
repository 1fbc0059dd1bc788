package dev.tailback.stage.inbox;

import static dev.tailback.stage.inbox.Fixtures.event;
import static dev.tailback.stage.inbox.Fixtures.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.DeadLetterHeaders;
import dev.tailback.events.Event;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.OrderId;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.events.retry.RetryPolicy;
import dev.tailback.lab.servers.FreePorts;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import io.opentelemetry.context.Context;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Bench bench;
    private String bootstrapServers;

    @BeforeAll
    void start(ShopServers servers) throws Exception {
        bench = new Bench(servers, "catalog", Topics.STOCK);
        bootstrapServers = servers.bootstrapServers();
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    @Test
    void redeliveredRecordsHaveTheirEffectOnce() {
        List<ConsumerRecord<byte[], byte[]>> batch = records(10);

        assertThat(dispatch(3, 2).run(batch, Event.class, this::effect).finished())
                .isTrue();
        assertThat(dispatch(200, 1).run(batch, Event.class, this::effect).finished())
                .isTrue();

        batch.forEach(each -> assertThat(effectsOf(each)).isOne());
    }

    @Test
    void oneEventTwiceInABatchHasItsEffectOnce() {
        UUID id = UuidV7.at(Instant.now());
        Event event = event();

        dispatch(200, 1).run(List.of(record(id, event), record(id, event)), Event.class, this::effect);

        assertThat(effectsOf(event.order())).isOne();
    }

    @Test
    void aPoisonRecordIsBuriedAndItsNeighboursAreNot() {
        List<ConsumerRecord<byte[], byte[]>> batch = records(8);
        ConsumerRecord<byte[], byte[]> poison = batch.get(5);
        Effects<Event> choking = received -> {
            effect(received);
            if (received.stream().anyMatch(each -> each.record() == poison)) {
                throw new DataIntegrityViolationException("this one cannot be");
            }
        };

        assertThat(dispatch(200, 1).run(batch, Event.class, choking).finished()).isTrue();

        assertThat(batch).allSatisfy(each -> assertThat(effectsOf(each)).isEqualTo(each == poison ? 0 : 1));
        assertThat(deadLetterOf(poison)
                        .headers()
                        .lastHeader(DeadLetterHeaders.REASON)
                        .value())
                .asString(UTF_8)
                .contains("this one cannot be");
    }

    @Test
    void whatCannotBeReadIsBuriedWithItsCoordinates() {
        ConsumerRecord<byte[], byte[]> garbage = new ConsumerRecord<>(
                Topics.STOCK, 3, 42, ("garbage-" + UUID.randomUUID()).getBytes(UTF_8), "{".getBytes(UTF_8));
        EventHeaders.put(
                garbage.headers(), EventHeaders.ID, UuidV7.at(Instant.now()).toString());
        EventHeaders.put(garbage.headers(), EventHeaders.TYPE, "dev.tailback.StockReserved.v1");
        ConsumerRecord<byte[], byte[]> good = record(event());

        assertThat(dispatch(200, 1)
                        .run(List.of(garbage, good), Event.class, this::effect)
                        .finished())
                .isTrue();

        ConsumerRecord<byte[], byte[]> dead = deadLetterOf(garbage);
        assertThat(dead.value()).isEqualTo(garbage.value());
        assertThat(EventHeaders.text(dead.headers(), DeadLetterHeaders.PARTITION))
                .contains("3");
        assertThat(EventHeaders.text(dead.headers(), DeadLetterHeaders.OFFSET)).contains("42");
        assertThat(effectsOf(good)).isOne();
    }

    @Test
    void aFullPoolIsWaitedOut() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> batch = records(1);
        List<Connection> held = new ArrayList<>();
        for (int i = 0; i < bench.connections(); i++) {
            held.add(bench.pool().getConnection());
        }
        Thread release = Thread.ofVirtual().start(() -> {
            org.awaitility.Awaitility.await()
                    .until(() -> bench.pool().getHikariPoolMXBean().getThreadsAwaitingConnection() > 0);
            held.forEach(DispatchIT::close);
        });

        assertThat(dispatch(200, 1).run(batch, Event.class, this::effect).finished())
                .isTrue();

        release.join();
        assertThat(effectsOf(batch.getFirst())).isOne();
    }

    @Test
    void whatIsUnfinishedAfterAllPatienceIsReadAgainAndNotDead() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> batch = records(2);
        List<Connection> held = new ArrayList<>();
        for (int i = 0; i < bench.connections(); i++) {
            held.add(bench.pool().getConnection());
        }
        try {
            BatchOutcome outcome = dispatch(1, 2, Duration.ofMillis(300)).run(batch, Event.class, this::effect);

            assertThat(outcome.progress().values()).singleElement().satisfies(made -> {
                assertThat(made.finished()).isFalse();
                assertThat(made.next()).isEqualTo(batch.getFirst().offset());
                assertThat(made.refusal()).isNull();
            });
        } finally {
            held.forEach(DispatchIT::close);
        }
        assertThat(dispatch(200, 1).run(batch, Event.class, this::effect).finished())
                .isTrue();
        batch.forEach(each -> assertThat(effectsOf(each)).isOne());
    }

    /** They are of one order: the later one may mean nothing before the earlier one has had its effect. */
    @Test
    void ofASplitTransactionTheSecondHalfWaitsForTheFirst() {
        List<ConsumerRecord<byte[], byte[]>> batch = ofOneOrder();
        Effects<Event> effects = received -> {
            if (received.size() > 1) {
                throw new DataIntegrityViolationException("not together");
            }
            if (received.getFirst().record() == batch.getFirst()) {
                throw new CannotAcquireLockException("met another", new SQLException("deadlock", "40P01"));
            }
            effect(received);
        };
        RetryPolicy once = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, 1);

        BatchOutcome outcome =
                bench.dispatch(new DispatchSettings(200, 1, PATIENCE, once)).run(batch, Event.class, effects);

        assertThat(effectsOf(batch.getFirst())).isZero();
        assertThat(outcome.progress().values()).singleElement().satisfies(made -> {
            assertThat(made.finished()).isFalse();
            assertThat(made.next()).isEqualTo(batch.getFirst().offset());
        });
    }

    private static List<ConsumerRecord<byte[], byte[]>> ofOneOrder() {
        Event event = event();
        return List.of(record(event), record(event));
    }

    @Test
    void lettersThatFindNoBrokerAreLeftWithinTheBatchsPatienceAndTheirNeighboursAreDone() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> batch = records(20);
        for (int place = 5; place < 15; place++) {
            batch.get(place).headers().remove(EventHeaders.TYPE);
        }
        Duration wait = Duration.ofMillis(500);
        DispatchSettings settings = new DispatchSettings(200, 2, Duration.ofMillis(800), RetryPolicy.STURDY);
        String nobody = "127.0.0.1:" + FreePorts.find(1).getFirst();

        long began = System.nanoTime();
        BatchOutcome outcome =
                bench.dispatchWithoutABroker(settings, nobody, wait).run(batch, Event.class, this::effect);

        // Ten letters of half a second each were 5 s.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        assertThat(outcome.progress().values()).singleElement().satisfies(made -> {
            assertThat(made.next()).isEqualTo(batch.get(5).offset());
            assertThat(made.refusal()).contains("TimeoutException");
        });
        assertThat(dispatch(200, 2).run(batch, Event.class, this::effect).finished())
                .isTrue();
        assertThat(batch.subList(0, 5))
                .allSatisfy(each -> assertThat(effectsOf(each)).isOne());
        assertThat(batch.subList(15, 20))
                .allSatisfy(each -> assertThat(effectsOf(each)).isOne());
    }

    @Test
    void noMoreTransactionsAreInFlightThanTheSettingSays() {
        AtomicInteger inFlight = new AtomicInteger();
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        Effects<Event> counting = received -> {
            seen.add(inFlight.incrementAndGet());
            effect(received);
            inFlight.decrementAndGet();
        };

        dispatch(1, 3).run(records(30), Event.class, counting);

        assertThat(seen).hasSize(30).allMatch(count -> count <= 3);
    }

    @Test
    void ofAnOrderThatWaitsForAnAnswerNothingOvertakesTheRecordThatWaits() {
        Event waiting = event();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        List<ConsumerRecord<byte[], byte[]>> done = Collections.synchronizedList(new ArrayList<>());
        Asking asking = new Asking(
                Map.of(waiting.order(), answer), received -> received.forEach(each -> done.add(each.record())));
        Dispatch dispatch = dispatch(200, 2);
        ConsumerRecord<byte[], byte[]> first = record(waiting);
        ConsumerRecord<byte[], byte[]> second = record(waiting);
        ConsumerRecord<byte[], byte[]> other = record(event());

        assertThat(dispatch.runPrepared(List.of(first), asking).finished()).isTrue();
        assertThat(dispatch.runPrepared(List.of(second, other), asking).finished())
                .isTrue();
        assertThat(done).containsExactly(other);

        answer.complete(null);
        await().until(() -> done.size() == 3);
        assertThat(done).containsExactly(other, first, second);
    }

    @Test
    void withoutRoomForAnotherThatWaitsTheBatchWaitsToo() {
        List<ConsumerRecord<byte[], byte[]>> batch = records(Asking.MAY_WAIT + 1);
        Map<OrderId, CompletableFuture<Void>> answers = new HashMap<>();
        batch.forEach(each -> answers.put(OrderId.of(Fixtures.keyOf(each)), new CompletableFuture<>()));
        Dispatch dispatch = dispatch(1, 1);
        Asking asking = new Asking(answers, this::effect);

        CompletableFuture<Boolean> batchIsOver = CompletableFuture.supplyAsync(
                () -> dispatch.runPrepared(batch, asking).finished());
        await().during(Duration.ofMillis(300)).until(() -> !batchIsOver.isDone());
        ConsumerRecord<byte[], byte[]> withoutRoom = batch.stream()
                .filter(each -> !bench.held().waiting().holds(Received.read(each, Context.root())))
                .findFirst()
                .orElseThrow();
        answers.get(OrderId.of(Fixtures.keyOf(withoutRoom))).complete(null);

        await().until(batchIsOver::isDone);
        assertThat(batch.stream().mapToLong(this::effectsOf).sum()).isOne();
        answers.values().forEach(answer -> answer.complete(null));
        batch.forEach(each -> await().until(() -> effectsOf(each) == 1));
    }

    /** The database refuses it for as long as a batch would wait, and longer. */
    @Test
    void whatIsLateIsTriedUntilItIsDone() {
        ConsumerRecord<byte[], byte[]> record = record(event());
        CompletableFuture<Void> answer = new CompletableFuture<>();
        AtomicInteger tries = new AtomicInteger();
        Asking asking = new Asking(Map.of(OrderId.of(Fixtures.keyOf(record)), answer), received -> {
            if (tries.incrementAndGet() < 3) {
                throw new CannotAcquireLockException("met another", new SQLException("deadlock", "40P01"));
            }
            effect(received);
        });
        RetryPolicy once = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, 1);
        Dispatch dispatch = bench.dispatch(new DispatchSettings(200, 1, PATIENCE, once));

        assertThat(dispatch.runPrepared(List.of(record), asking).finished()).isTrue();
        answer.complete(null);

        await().until(() -> effectsOf(record) == 1);
        assertThat(tries).hasValue(3);
    }

    private Dispatch dispatch(int recordsPerTransaction, int transactionsInFlight) {
        return dispatch(recordsPerTransaction, transactionsInFlight, PATIENCE);
    }

    private Dispatch dispatch(int recordsPerTransaction, int transactionsInFlight, Duration patience) {
        return bench.dispatch(
                new DispatchSettings(recordsPerTransaction, transactionsInFlight, patience, RetryPolicy.STURDY));
    }

    private void effect(List<Received<Event>> received) {
        for (Received<Event> each : received) {
            bench.jdbc()
                    .sql("INSERT INTO effects (order_id) VALUES (:id)")
                    .param("id", each.order().value())
                    .update();
        }
    }

    private long effectsOf(ConsumerRecord<byte[], byte[]> record) {
        return effectsOf(OrderId.of(Fixtures.keyOf(record)));
    }

    private long effectsOf(OrderId order) {
        return bench.jdbc()
                .sql("SELECT count(*) FROM effects WHERE order_id = :id")
                .param("id", order.value())
                .query(Long.class)
                .single();
    }

    private ConsumerRecord<byte[], byte[]> deadLetterOf(ConsumerRecord<byte[], byte[]> buried) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(bench.deadTopic(), 0)));
            return Stream.generate(() -> consumer.poll(Duration.ofSeconds(1)))
                    .limit(10)
                    .flatMap(polled -> Stream.of(polled)
                            .flatMap(records -> java.util.stream.StreamSupport.stream(records.spliterator(), false)))
                    .filter(record -> Arrays.equals(buried.key(), record.key()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no dead letter of " + buried));
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(int count) {
        return IntStream.range(0, count).mapToObj(n -> record(event())).toList();
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (java.sql.SQLException failed) {
            throw new AssertionError("a held connection could not be given back", failed);
        }
    }
}
