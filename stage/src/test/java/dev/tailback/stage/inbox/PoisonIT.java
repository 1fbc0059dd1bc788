package dev.tailback.stage.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.events.DeadLetterHeaders;
import dev.tailback.events.Event;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.OrderCancelled;
import dev.tailback.events.OrderId;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.events.retry.RetryPolicy;
import dev.tailback.lab.testing.KeptLines;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One bad record never holds up or takes down its neighbours, wherever in a batch of two partitions it stands. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisonIT {
    private static final int PER_PARTITION = 4;
    private static final String LONG = "x".repeat(1_000_000);
    private static final String OVERFLOWING = "without end";
    private static final List<String> OWN = List.of(
            DeadLetterHeaders.REASON,
            DeadLetterHeaders.CAUSE,
            DeadLetterHeaders.ATTEMPTS,
            DeadLetterHeaders.TOPIC,
            DeadLetterHeaders.PARTITION,
            DeadLetterHeaders.OFFSET,
            DeadLetterHeaders.GROUP);

    private Bench bench;
    private KafkaConsumer<byte[], byte[]> dead;

    enum Poison {
        BAD_JSON,
        NULL_KEY,
        NULL_VALUE,
        ONE_MEGABYTE,
        DEEP_NESTING,
        NUL_CHARACTER,
        UNKNOWN_TYPE,
        UNKNOWN_VERSION,
        NO_ID,
        TOO_OLD,
        ANOTHER_ORDERS_KEY,
        AS_LARGE_AS_A_TOPIC_TAKES,
        /** Which complaints quote. */
        LONG_WORD_WHERE_A_REASON_BELONGS,
        LONG_KEY,
        /** Each byte would be three if it were read as text and written again. */
        LONG_KEY_THAT_IS_NO_TEXT,
        LONG_TYPE,
        LONG_ID,
        MANY_HEADERS,
        HEADERS_OF_A_DEAD_LETTER,
        FAILS_WITH_A_LONG_MESSAGE,
        OVERFLOWS_THE_STACK
    }

    @BeforeAll
    void start(ShopServers servers) throws Exception {
        bench = new Bench(servers, "checkout", Topics.ORDERS);
        dead = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", servers.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        dead.assign(List.of(new TopicPartition(bench.deadTopic(), 0)));
    }

    @AfterAll
    void stop() {
        dead.close();
        bench.close();
    }

    @ParameterizedTest
    @EnumSource
    void isBuriedAloneWhereverItStands(Poison kind) {
        for (int place = 0; place < 2 * PER_PARTITION; place++) {
            List<ConsumerRecord<byte[], byte[]>> batch = batch();
            ConsumerRecord<byte[], byte[]> poison = poisoned(batch.get(place), kind);
            batch.set(place, poison);

            assertThat(dispatch().run(batch, Event.class, this::store).finished())
                    .isTrue();

            assertThat(deadLetters()).as(kind + " at " + place).singleElement().satisfies(buried -> {
                assertThat(buried.value()).isEqualTo(poison.value());
                assertThat(buried.key()).isEqualTo(poison.key());
                assertThat(EventHeaders.text(buried.headers(), DeadLetterHeaders.ATTEMPTS)
                                .map(Integer::parseInt))
                        .hasValueSatisfying(attempts -> assertThat(attempts).isPositive());
                assertThat(EventHeaders.text(buried.headers(), DeadLetterHeaders.CAUSE)
                                .orElseThrow())
                        .isNotBlank()
                        .doesNotContain("\n");
                assertThat(EventHeaders.text(buried.headers(), DeadLetterHeaders.OFFSET))
                        .contains(Long.toString(poison.offset()));
                assertThat(EventHeaders.text(buried.headers(), DeadLetterHeaders.PARTITION))
                        .contains(Integer.toString(poison.partition()));
                assertThat(ownBytes(buried)).isLessThanOrEqualTo(16 << 10);
            });
            batch.stream()
                    .filter(record -> record != poison)
                    .forEach(record ->
                            assertThat(effectsOf(Fixtures.keyOf(record))).isOne());
        }
    }

    @Test
    void itsLineStandsInItsOwnTrace() {
        ConsumerRecord<byte[], byte[]> poison = poisoned(batch().getFirst(), Poison.BAD_JSON);
        EventHeaders.put(
                poison.headers(), EventHeaders.TRACEPARENT, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        try (KeptLines lines = new KeptLines(DeadLetters.class)) {
            dispatch().run(List.of(poison), Event.class, this::store);

            assertThat(lines.all()).singleElement().satisfies(line -> {
                assertThat(line.message()).startsWith("dead letter: ");
                assertThat(line.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
            });
        }
        assertThat(deadLetters()).hasSize(1);
    }

    @Test
    void whatIsReplayedAndStillCannotBeReadMakesNoOtherLetter() {
        List<ConsumerRecord<byte[], byte[]>> batch = batch();
        ConsumerRecord<byte[], byte[]> replayed = poisoned(batch.getFirst(), Poison.BAD_JSON);
        EventHeaders.put(replayed.headers(), EventHeaders.REPLAYED, "orders.dead-0@17");
        batch.set(0, replayed);

        assertThat(dispatch().run(batch, Event.class, this::store).finished()).isTrue();

        assertThat(deadLetters()).isEmpty();
        assertThat(effectsOf(Fixtures.keyOf(batch.get(1)))).isOne();
    }

    @Test
    void anEventOlderThanTheInboxRemembersIsRefusedWithThatReason() {
        String id = forgotten();
        ConsumerRecord<byte[], byte[]> old = poisoned(batch().getFirst(), Poison.TOO_OLD);
        EventHeaders.put(old.headers(), EventHeaders.ID, id);

        dispatch().run(List.of(old), Event.class, this::store);

        assertThat(deadLetters())
                .singleElement()
                .satisfies(buried -> assertThat(EventHeaders.required(buried.headers(), DeadLetterHeaders.REASON))
                        .contains(id, "remembers events since", "tailback.retention.inbox"));
    }

    private static List<ConsumerRecord<byte[], byte[]>> batch() {
        return new ArrayList<>(IntStream.range(0, 2 * PER_PARTITION)
                .mapToObj(n -> record(n / PER_PARTITION, n % PER_PARTITION, cancelled("no funds")))
                .toList());
    }

    private static ConsumerRecord<byte[], byte[]> poisoned(ConsumerRecord<byte[], byte[]> record, Poison kind) {
        String json = new String(record.value(), UTF_8);
        String id = EventHeaders.required(record.headers(), EventHeaders.ID);
        String type = "dev.tailback.OrderCancelled.v1";
        return switch (kind) {
            case BAD_JSON -> with(record, record.key(), "{\"order\":", id, type);
            case NULL_KEY -> with(record, null, json, id, type);
            case NULL_VALUE -> with(record, record.key(), null, id, type);
            case ONE_MEGABYTE -> with(record, record.key(), "x".repeat(900_000), id, type);
            case DEEP_NESTING -> with(record, record.key(), "[".repeat(50_000), id, type);
            case NUL_CHARACTER -> with(record, record.key(), json.replace("no funds", "\\u0000"), id, type);
            case UNKNOWN_TYPE -> with(record, record.key(), json, id, "dev.tailback.OrderEaten.v1");
            case UNKNOWN_VERSION -> with(record, record.key(), json, id, "dev.tailback.OrderCancelled.v99");
            case NO_ID -> with(record, record.key(), json, null, type);
            case TOO_OLD -> with(record, record.key(), json, forgotten(), type);
            case AS_LARGE_AS_A_TOPIC_TAKES -> with(record, record.key(), "x".repeat(Topics.LARGEST), id, type);
            case LONG_WORD_WHERE_A_REASON_BELONGS ->
                with(
                        record,
                        record.key(),
                        "{\"order\":\"%s\",\"failed_at\":\"2026-01-01T00:00:00Z\",\"reason\":\"%s\"}"
                                .formatted(Fixtures.keyOf(record), LONG),
                        id,
                        "dev.tailback.OrderFailed.v1");
            case LONG_KEY -> with(record, LONG.getBytes(UTF_8), json, id, type);
            case LONG_KEY_THAT_IS_NO_TEXT -> {
                byte[] key = new byte[LONG.length()];
                Arrays.fill(key, (byte) 0xff);
                yield with(record, key, json, id, type);
            }
            case LONG_TYPE -> with(record, record.key(), json, id, LONG);
            case LONG_ID -> with(record, record.key(), json, LONG, type);
            case MANY_HEADERS -> {
                ConsumerRecord<byte[], byte[]> crowded = with(record, record.key(), "{", id, type);
                IntStream.range(0, 50_000).forEach(n -> crowded.headers().add("h" + n, new byte[10]));
                yield crowded;
            }
            case HEADERS_OF_A_DEAD_LETTER -> {
                ConsumerRecord<byte[], byte[]> letter = with(record, record.key(), "{", id, type);
                EventHeaders.put(letter.headers(), DeadLetterHeaders.REASON, LONG);
                yield letter;
            }
            case FAILS_WITH_A_LONG_MESSAGE -> cancelled(record, LONG);
            case OVERFLOWS_THE_STACK -> cancelled(record, OVERFLOWING);
            case ANOTHER_ORDERS_KEY ->
                with(record, OrderId.at(Instant.now()).toString().getBytes(UTF_8), json, id, type);
        };
    }

    /** That is good to read. */
    private static ConsumerRecord<byte[], byte[]> cancelled(ConsumerRecord<byte[], byte[]> place, String because) {
        return record(place.partition(), place.offset(), cancelled(because));
    }

    private static String forgotten() {
        return UuidV7.at(Instant.now().minus(Bench.REMEMBERED).minusSeconds(1)).toString();
    }

    private static ConsumerRecord<byte[], byte[]> with(
            ConsumerRecord<byte[], byte[]> place,
            byte @Nullable [] key,
            @Nullable String json,
            @Nullable String id,
            String type) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                place.topic(), place.partition(), place.offset(), key, json == null ? null : json.getBytes(UTF_8));
        if (id != null) {
            EventHeaders.put(record.headers(), EventHeaders.ID, id);
        }
        EventHeaders.put(record.headers(), EventHeaders.TYPE, type);
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, Event event) {
        ConsumerRecord<byte[], byte[]> made = Fixtures.record(UuidV7.at(Instant.now()), event);
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(made.topic(), partition, offset, made.key(), made.value());
        made.headers().forEach(record.headers()::add);
        return record;
    }

    private static Event cancelled(String because) {
        return new OrderCancelled(OrderId.at(Instant.now()), Instant.now(), because);
    }

    private static int ownBytes(ConsumerRecord<byte[], byte[]> letter) {
        return OWN.stream()
                .mapToInt(name -> name.length()
                        + EventHeaders.required(letter.headers(), name).getBytes(UTF_8).length)
                .sum();
    }

    private void store(List<Received<Event>> received) {
        for (Received<Event> each : received) {
            String because = ((OrderCancelled) each.event()).declinedBecause();
            if (because.equals(LONG)) {
                throw new IllegalStateException("nobody foresaw " + because);
            }
            if (because.equals(OVERFLOWING)) {
                List<Object> itself = new ArrayList<>();
                itself.add(itself);
                because += itself.hashCode();
            }
            bench.jdbc()
                    .sql("INSERT INTO effects (order_id, note) VALUES (:id, :because)")
                    .param("id", each.order().value())
                    .param("because", because)
                    .update();
        }
    }

    private long effectsOf(String order) {
        return bench.jdbc()
                .sql("SELECT count(*) FROM effects WHERE order_id = :id::uuid")
                .param("id", order)
                .query(Long.class)
                .single();
    }

    /** Those that came since the last look; the broker has acknowledged them before the dispatch returns. */
    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return Stream.generate(() -> dead.poll(Duration.ofMillis(500)))
                .limit(10)
                .flatMap(polled -> StreamSupport.stream(polled.spliterator(), false))
                .limit(1)
                .toList();
    }

    private Dispatch dispatch() {
        return bench.dispatch(new DispatchSettings(200, 2, Duration.ofSeconds(5), RetryPolicy.STURDY));
    }
}
