package dev.tailback.stage.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.events.Event;
import dev.tailback.events.OrderId;
import dev.tailback.events.StockReserved;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.events.retry.RetryPolicy;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;

/** Whatever is delivered however often, in whatever packs, failing however it may: effects once each, in order. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispatchPropertiesIT {
    private static final int TRIES = 150;
    private static final int LARGE = 400_000;

    private Bench bench;

    /** One way things may go. */
    private record Course(
            int orders,
            int eventsPerOrder,
            int recordsPerTransaction,
            int transactionsInFlight,
            Set<Integer> poison,
            Set<Integer> conflicts,
            Set<Integer> oversized,
            long seed) {}

    private static Course course(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Course(
                random.nextInt(1, 9),
                random.nextInt(1, 6),
                new int[] {1, 2, 3, 7, 200}[random.nextInt(5)],
                new int[] {1, 2, 8}[random.nextInt(3)],
                places(random, 5),
                places(random, 5),
                places(random, 1),
                seed);
    }

    /** Of records, of which there may be fewer. */
    private static Set<Integer> places(SplittableRandom random, int most) {
        return random.ints(random.nextInt(most + 1), 0, 41).boxed().collect(Collectors.toUnmodifiableSet());
    }

    @BeforeAll
    void start(ShopServers servers) throws Exception {
        bench = new Bench(servers, "inventory", Topics.STOCK);
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    @Test
    void everyEventHasItsEffectOnceAndAnOrdersEffectsComeInOrder() {
        LongStream.range(0, TRIES).mapToObj(DispatchPropertiesIT::course).forEach(this::holdsFor);
    }

    private void holdsFor(Course course) {
        List<ConsumerRecord<byte[], byte[]>> records = records(course);
        Set<String> poison = idsAt(records, course.poison());
        Set<String> oversized = idsAt(records, course.oversized());
        records.replaceAll(record -> oversized.contains(idOf(record)) ? enlarged(record) : record);
        Set<String> conflicts = ConcurrentHashMap.newKeySet();
        conflicts.addAll(idsAt(records, course.conflicts()));
        Effects<Event> effects = received -> {
            for (Received<Event> each : received) {
                bench.jdbc()
                        .sql("INSERT INTO effects (order_id, event_id) VALUES (:order, :event)")
                        .param("order", each.order().value())
                        .param("event", each.id())
                        .update();
                if (conflicts.remove(each.id().toString())) {
                    throw new CannotAcquireLockException("met another", new SQLException("deadlock", "40P01"));
                }
                if (poison.contains(each.id().toString())) {
                    throw new DataIntegrityViolationException("never", new SQLException("check", "23514"));
                }
            }
        };

        Dispatch dispatch = dispatch(course);
        deliver(dispatch, records, effects);
        deliver(dispatch, twiceOverInPolls(records, new Random(course.seed())), effects);

        Map<String, List<String>> expected = new HashMap<>();
        records.stream()
                .filter(record -> !poison.contains(idOf(record)) && !oversized.contains(idOf(record)))
                .forEach(record -> expected.computeIfAbsent(Fixtures.keyOf(record), key -> new ArrayList<>())
                        .add(idOf(record)));
        Map<String, List<String>> seen = effectsOf(records);
        assertThat(seen).as(course.toString()).isEqualTo(expected);
    }

    /** As a consumer does: what is unfinished is read again from there. */
    private static void deliver(
            Dispatch dispatch, List<ConsumerRecord<byte[], byte[]>> records, Effects<Event> effects) {
        List<ConsumerRecord<byte[], byte[]>> left = records;
        while (!left.isEmpty()) {
            BatchOutcome outcome = dispatch.run(left, Event.class, effects);
            left = left.stream().filter(record -> isReadAgain(record, outcome)).toList();
        }
    }

    private static boolean isReadAgain(ConsumerRecord<byte[], byte[]> record, BatchOutcome outcome) {
        BatchOutcome.Progress made =
                Objects.requireNonNull(outcome.progress().get(new TopicPartition(record.topic(), record.partition())));
        return !made.finished() && record.offset() >= made.next();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(Course course) {
        Random random = new Random(course.seed());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int order = 0; order < course.orders(); order++) {
            OrderId id = OrderId.at(Instant.now());
            IntStream.range(0, course.eventsPerOrder())
                    .mapToObj(n -> Fixtures.record(UuidV7.at(Instant.now()), new StockReserved(id, Instant.now())))
                    .forEach(records::add);
        }
        // Orders interleave as they like; one order's events keep their order.
        Map<String, List<ConsumerRecord<byte[], byte[]>>> queues = new HashMap<>();
        records.forEach(record -> queues.computeIfAbsent(Fixtures.keyOf(record), key -> new ArrayList<>())
                .add(record));
        List<String> turns =
                new ArrayList<>(records.stream().map(Fixtures::keyOf).toList());
        Collections.shuffle(turns, random);
        return new ArrayList<>(
                turns.stream().map(key -> queues.get(key).removeFirst()).toList());
    }

    /** Nobody can read it, and whatever is said about it quotes it. */
    private static ConsumerRecord<byte[], byte[]> enlarged(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = "{\"order\":\"%s\"}".formatted("x".repeat(LARGE)).getBytes(UTF_8);
        ConsumerRecord<byte[], byte[]> large =
                new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), record.key(), value);
        record.headers().forEach(large.headers()::add);
        return large;
    }

    /** Everything again, cut elsewhere, and some of it twice. */
    private static List<ConsumerRecord<byte[], byte[]>> twiceOverInPolls(
            List<ConsumerRecord<byte[], byte[]>> records, Random random) {
        List<ConsumerRecord<byte[], byte[]>> again = new ArrayList<>(records);
        again.addAll(records.subList(random.nextInt(records.size()), records.size()));
        return again;
    }

    private static Set<String> idsAt(List<ConsumerRecord<byte[], byte[]>> records, Set<Integer> places) {
        Set<String> ids = new HashSet<>();
        places.stream().filter(place -> place < records.size()).forEach(place -> ids.add(idOf(records.get(place))));
        return ids;
    }

    private static String idOf(ConsumerRecord<byte[], byte[]> record) {
        return dev.tailback.events.EventHeaders.required(record.headers(), dev.tailback.events.EventHeaders.ID);
    }

    private Map<String, List<String>> effectsOf(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, List<String>> effects = new HashMap<>();
        UUID[] orders = records.stream()
                .map(record -> UUID.fromString(Fixtures.keyOf(record)))
                .distinct()
                .toArray(UUID[]::new);
        bench.jdbc()
                .sql("SELECT order_id, event_id FROM effects WHERE order_id = ANY (:orders) ORDER BY at")
                .param("orders", new org.springframework.jdbc.support.SqlArrayValue("uuid", (Object[]) orders))
                .query((row, number) -> effects.computeIfAbsent(row.getString("order_id"), order -> new ArrayList<>())
                        .add(row.getString("event_id")))
                .list();
        return effects;
    }

    private Dispatch dispatch(Course course) {
        RetryPolicy quick = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2), 0.5);
        return bench.dispatch(new DispatchSettings(
                course.recordsPerTransaction(), course.transactionsInFlight(), Duration.ofSeconds(5), quick));
    }
}
