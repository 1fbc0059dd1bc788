package dev.tailback.lab.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.Card;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.DeadLetterHeaders;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.EventRecord;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Records in every topic, with good carts in between: each of those must end. */
final class Letters implements AutoCloseable {
    private static final int GOOD_ONE_IN = 10;
    private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(60);
    /** So that none is given up for the slowness of a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final List<String> TYPES = List.of(
            "dev.tailback.CartSubmitted.v3",
            "dev.tailback.CartSubmitted.v2",
            "dev.tailback.OrderPlaced.v2",
            "dev.tailback.OrderFailed.v1",
            "dev.tailback.StockReserved.v1",
            "dev.tailback.NoSuchThing.v1");
    private static final String CART = """
            {"order":"0199a2b4-5c00-7abc-8def-0123456789ab","submitted_at":"2026-11-21T12:00:00Z",\
            "patience_ends":"2026-11-21T12:00:45Z","card":"400000******0341","lines":[{"sku":"SKU-00001","quantity":2,\
            "unit_price":{"cents":4999,"currency":"USD"}}]}""";

    private static final String ORDER_OF_CART = "0199a2b4-5c00-7abc-8def-0123456789ab";
    private static final List<String> TOPICS =
            Stream.concat(Topics.ALL.stream(), Topics.allDead().stream()).toList();
    private static final Map<String, String> LETTER = new TreeMap<>(Map.of(
            DeadLetterHeaders.TOPIC, Topics.CARTS,
            DeadLetterHeaders.PARTITION, "1",
            DeadLetterHeaders.OFFSET, "1",
            DeadLetterHeaders.GROUP, "checkout",
            DeadLetterHeaders.REASON, "forged"));

    private final KafkaProducer<byte[], byte[]> producer;
    private final Malice malice;
    private final Shop shop;
    private final List<UUID> good = new ArrayList<>();
    private int sent;

    Letters(Malice malice, Ports ports, Shop shop) {
        this.malice = malice;
        this.shop = shop;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", ports.kafkaAddress(), "max.request.size", 2 << 20, "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void send(HostileReport report) throws InterruptedException, ExecutionException {
        if (sent++ % GOOD_ONE_IN == 0) {
            producer.send(goodCart()).get();
        }
        ProducerRecord<byte[], byte[]> letter = letter();
        try {
            producer.send(letter).get();
            report.add("Kafka", Outcome.HANDLED, letter.topic());
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof RecordTooLargeException)) {
                throw refused;
            }
            report.add("Kafka", Outcome.REFUSED, letter.topic());
        }
    }

    private ProducerRecord<byte[], byte[]> goodCart() {
        Instant now = Instant.now();
        OrderId order = OrderId.at(now);
        CartSubmitted cart = new CartSubmitted(
                order,
                now,
                now.plus(PATIENCE),
                Card.APPROVING,
                List.of(new Line(Sku.numbered(1), 1, Money.ofCents(1_999))));
        ProducerRecord<String, byte[]> record =
                EventRecord.of(UuidV7.at(now), cart, "/tailback/lab").toSend();
        good.add(order.value());
        return new ProducerRecord<>(
                record.topic(), null, record.key().getBytes(UTF_8), record.value(), record.headers());
    }

    private ProducerRecord<byte[], byte[]> letter() {
        byte[] key = malice.sometimes(5) ? null : malice.sometimes(3) ? malice.noise() : key();
        byte[] value = malice.sometimes(10) ? null : malice.sometimes(12) ? new byte[900_000] : malice.spoiled(CART);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(malice.one(TOPICS), null, key, value);
        if (!malice.sometimes(4)) {
            EventHeaders.put(record.headers(), EventHeaders.TYPE, malice.one(TYPES));
            EventHeaders.put(
                    record.headers(),
                    EventHeaders.ID,
                    malice.sometimes(6)
                            ? malice.piece()
                            : UuidV7.at(Instant.now()).toString());
        }
        if (Topics.isDead(record.topic()) && malice.sometimes(2)) {
            LETTER.forEach((name, text) ->
                    EventHeaders.put(record.headers(), name, malice.sometimes(4) ? malice.piece() : text));
        }
        if (malice.sometimes(6)) {
            for (int header = 0; header < 300; header++) {
                EventHeaders.put(record.headers(), "x" + header, "y");
            }
        }
        if (malice.sometimes(6)) {
            EventHeaders.put(record.headers(), EventHeaders.TRACEPARENT, malice.piece());
        }
        return record;
    }

    private byte[] key() {
        String order =
                malice.sometimes(2) ? ORDER_OF_CART : OrderId.at(Instant.now()).toString();
        return (malice.sometimes(3) ? malice.piece() : order).getBytes(UTF_8);
    }

    /** Waits for the good ones: there is stock and money for each, so that each is confirmed. */
    void collect(HostileReport report) throws InterruptedException {
        try {
            Awaitility.await().atMost(CONFIRMED_WITHIN).until(() -> confirmed().containsAll(good));
        } catch (ConditionTimeoutException tooLate) {
            // Told below, one by one.
        }
        Set<UUID> confirmed = confirmed();
        good.forEach(order -> report.add(
                "orders between", confirmed.contains(order) ? Outcome.HANDLED : Outcome.LOST, "order " + order));
    }

    private Set<UUID> confirmed() throws InterruptedException {
        return shop.orders(good).stream()
                .filter(order -> order.state().equals("confirmed"))
                .map(OrderView::id)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
