package dev.tailback.checkout.orders;

import static org.awaitility.Awaitility.await;

import dev.tailback.checkout.CheckoutApplication;
import dev.tailback.checkout.payment.FakeProvider;
import dev.tailback.events.Card;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.Event;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.EventRecord;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.StockReserved;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.ShopServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checkout with a provider of its own, and the hands of the test on its topics and tables. */
final class RunningCheckout implements AutoCloseable {
    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Duration SOON = Duration.ofSeconds(30);
    /** Of records that were buried: no two had the same place. */
    private static final AtomicLong OFFSETS = new AtomicLong();

    final FakeProvider provider = new FakeProvider();
    final JdbcClient database;
    final Orders orders;
    private final ConfigurableApplicationContext context;
    private final KafkaProducer<String, byte[]> kafka;

    RunningCheckout(ShopServers servers, String... settings) {
        context = new SpringApplicationBuilder(CheckoutApplication.class)
                .properties(Map.copyOf(servers.environmentOf("checkout")))
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--tailback.breakable=true",
                                        "--tailback.payment.url=http://127.0.0.1:" + provider.port(),
                                        "--tailback.payment.timeout=400ms"),
                                Stream.of(settings))
                        .toArray(String[]::new));
        orders = context.getBean(Orders.class);
        database = context.getBean(JdbcClient.class);
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() {
        kafka.close();
        context.close();
        provider.close();
    }

    int httpPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    OrderId submit(Card card, Duration patience) {
        OrderId id = OrderId.at(Instant.now());
        send(cart(id, card, patience));
        return id;
    }

    /** An order that waits for stock's answer. */
    OrderId place(Card card, Duration patience) {
        OrderId id = submit(card, patience);
        awaitState(id, OrderState.PLACED);
        return id;
    }

    /** An order for which stock was just set aside. */
    OrderId reserve(Card card) {
        OrderId id = place(card, PATIENCE);
        send(new StockReserved(id, Instant.now()));
        return id;
    }

    static CartSubmitted cart(OrderId id, Card card, Duration patience) {
        Instant now = Instant.now();
        return new CartSubmitted(
                id, now, now.plus(patience), card, List.of(new Line(Sku.numbered(1), 2, Money.ofCents(4_999))));
    }

    void send(Event event) {
        send(UuidV7.at(Instant.now()), event);
    }

    void send(UUID id, Event event) {
        kafka.send(record(id, event));
        kafka.flush();
    }

    void sendAll(List<ProducerRecord<String, byte[]>> records) {
        records.forEach(kafka::send);
        kafka.flush();
    }

    void sendUnreadable(Event event) {
        sendAll(List.of(unreadable(record(UuidV7.at(Instant.now()), event))));
    }

    /** As a reader of the topic would have buried the event's record. */
    void bury(Event event, String group) {
        sendAll(List.of(dead(record(UuidV7.at(Instant.now()), event), group)));
    }

    /** Records of one partition are processed in order: once a later one is, all that came before it are. */
    void awaitAllBefore(OrderId id) {
        OrderId later = OrderId.at(Instant.now());
        while (partitionOf(later) != partitionOf(id)) {
            later = OrderId.at(Instant.now());
        }
        send(cart(later, FakeProvider.APPROVE, PATIENCE));
        awaitState(later, OrderState.PLACED);
        send(new StockReserved(later, Instant.now()));
        awaitState(later, OrderState.CONFIRMED);
    }

    Order awaitState(OrderId id, OrderState state) {
        return await("order " + id + " is " + state)
                .atMost(SOON)
                .until(() -> find(id), order -> order != null && order.state() == state);
    }

    Order find(OrderId id) {
        return orders.find(Set.of(id)).get(id);
    }

    List<String> eventsOf(OrderId id) {
        return database
                .sql("SELECT type FROM outbox WHERE key = :id ORDER BY created_at, id")
                .param("id", id.value())
                .query(String.class)
                .list()
                .stream()
                .map(type -> type.split("\\.")[2])
                .toList();
    }

    /** Whether nothing may stay authorised for the order, and the provider has confirmed that. */
    void awaitVoided(OrderId id) {
        await("the void of order " + id).atMost(SOON).until(() -> provider.isVoided(id) && voids(id, true) == 1);
    }

    boolean voidIsDue(OrderId id) {
        return voids(id, false) + voids(id, true) > 0;
    }

    private long voids(OrderId id, boolean done) {
        return database.sql("SELECT count(*) FROM voids WHERE order_id = :id AND (voided_at IS NOT NULL) = :done")
                .param("id", id.value())
                .param("done", done)
                .query(Long.class)
                .single();
    }

    static ProducerRecord<String, byte[]> record(UUID id, Event event) {
        ProducerRecord<String, byte[]> record =
                EventRecord.of(id, event, "/test").toSend();
        EventHeaders.put(record.headers(), EventHeaders.TRACEPARENT, "00-" + TRACE + "-00f067aa0ba902b7-01");
        return record;
    }

    /** The record with a value that cannot be read. */
    static ProducerRecord<String, byte[]> unreadable(ProducerRecord<String, byte[]> whole) {
        return new ProducerRecord<>(whole.topic(), null, whole.key(), new byte[] {'{'}, whole.headers());
    }

    static ProducerRecord<String, byte[]> dead(ProducerRecord<String, byte[]> original, String group) {
        ProducerRecord<String, byte[]> dead = new ProducerRecord<>(
                Topics.dead(original.topic(), group), null, original.key(), original.value(), original.headers());
        EventHeaders.put(dead.headers(), "dead_topic", original.topic());
        EventHeaders.put(dead.headers(), "dead_partition", "0");
        EventHeaders.put(dead.headers(), "dead_offset", Long.toString(OFFSETS.incrementAndGet()));
        EventHeaders.put(dead.headers(), "dead_group", group);
        EventHeaders.put(dead.headers(), "dead_reason", "it had to be");
        return dead;
    }

    private static int partitionOf(OrderId id) {
        return BuiltInPartitioner.partitionForKey(
                id.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8), Topics.PARTITIONS);
    }
}
