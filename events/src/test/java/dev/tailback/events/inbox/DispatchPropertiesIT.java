package dev.tailback.events.inbox;

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
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.sessions.JqwikSession;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    private Bench bench;

    /** One way things may go. */
    private record Course(
            int orders,
            int eventsPerOrder,
            int recordsPerTransaction,
            int transactionsInFlight,
            Set<Integer> poison,
            Set<Integer> conflicts,
            long seed) {}

    private static Arbitrary<Course> courses() {
        Arbitrary<Set<Integer>> some =
                Arbitraries.integers().between(0, 40).set().ofMaxSize(5);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of(1, 2, 3, 7, 200),
                        Arbitraries.of(1, 2, 8),
                        some,
                        some,
                        Arbitraries.longs())
                .as(Course::new);
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
        JqwikSession.run(() -> courses().sampleStream().limit(TRIES).forEach(this::holdsFor));
    }

    private void holdsFor(Course course) {
        List<ConsumerRecord<String, byte[]>> records = records(course);
        Set<String> poison = idsAt(records, course.poison());
        Set<String> conflicts = ConcurrentHashMap.newKeySet();
        conflicts.addAll(idsAt(records, course.conflicts()));
        Effects effects = received -> {
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
                .filter(record -> !poison.contains(idOf(record)))
                .forEach(record -> expected.computeIfAbsent(record.key(), key -> new ArrayList<>())
                        .add(idOf(record)));
        Map<String, List<String>> seen = effectsOf(records);
        assertThat(seen).as(course.toString()).isEqualTo(expected);
    }

    /** As a consumer does: what is unfinished is read again from there. */
    private static void deliver(Dispatch dispatch, List<ConsumerRecord<String, byte[]>> records, Effects effects) {
        List<ConsumerRecord<String, byte[]>> left = records;
        while (!left.isEmpty()) {
            Outcome outcome = dispatch.run(left, effects);
            left = left.subList(outcome.finished() ? left.size() : outcome.firstUnfinished(), left.size());
        }
    }

    private static List<ConsumerRecord<String, byte[]>> records(Course course) {
        Random random = new Random(course.seed());
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        for (int order = 0; order < course.orders(); order++) {
            OrderId id = OrderId.at(Instant.now());
            IntStream.range(0, course.eventsPerOrder())
                    .mapToObj(n -> Fixtures.record(UuidV7.at(Instant.now()), new StockReserved(id, Instant.now())))
                    .forEach(records::add);
        }
        // Orders interleave as they like; one order's events keep their order.
        Map<String, List<ConsumerRecord<String, byte[]>>> queues = new HashMap<>();
        records.forEach(record ->
                queues.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record));
        List<String> turns =
                new ArrayList<>(records.stream().map(ConsumerRecord::key).toList());
        Collections.shuffle(turns, random);
        return turns.stream().map(key -> queues.get(key).removeFirst()).toList();
    }

    /** Everything again, cut elsewhere, and some of it twice. */
    private static List<ConsumerRecord<String, byte[]>> twiceOverInPolls(
            List<ConsumerRecord<String, byte[]>> records, Random random) {
        List<ConsumerRecord<String, byte[]>> again = new ArrayList<>(records);
        again.addAll(records.subList(random.nextInt(records.size()), records.size()));
        return again;
    }

    private static Set<String> idsAt(List<ConsumerRecord<String, byte[]>> records, Set<Integer> places) {
        Set<String> ids = new HashSet<>();
        places.stream().filter(place -> place < records.size()).forEach(place -> ids.add(idOf(records.get(place))));
        return ids;
    }

    private static String idOf(ConsumerRecord<String, byte[]> record) {
        return dev.tailback.events.EventHeaders.required(record.headers(), dev.tailback.events.EventHeaders.ID);
    }

    private Map<String, List<String>> effectsOf(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, List<String>> effects = new HashMap<>();
        UUID[] orders = records.stream()
                .map(record -> UUID.fromString(record.key()))
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
