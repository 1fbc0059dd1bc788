package dev.tailback.checkout.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.checkout.CheckoutApplication;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.Event;
import dev.tailback.events.EventHeaders;
import dev.tailback.events.EventRecord;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.StockRefused;
import dev.tailback.events.StockReserved;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private ConfigurableApplicationContext checkout;
    private KafkaProducer<String, byte[]> kafka;
    private Orders orders;
    private JdbcClient database;

    @BeforeAll
    void start(ShopServers servers) {
        checkout = new SpringApplicationBuilder(CheckoutApplication.class)
                .properties(Map.copyOf(servers.environmentOf("checkout")))
                .run("--server.port=0");
        orders = checkout.getBean(Orders.class);
        database = checkout.getBean(JdbcClient.class);
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    void stop() {
        kafka.close();
        checkout.close();
    }

    @Test
    void aSubmittedCartBecomesAnOrderInItsTrace() {
        OrderId id = submitCart();

        Order placed = awaitState(id, OrderState.PLACED);

        assertThat(placed.total()).isEqualTo(Money.ofCents(9_998));
        assertThat(placed.traceId()).isEqualTo(TRACE);
        assertThat(eventsOf(id)).containsExactly("dev.tailback.OrderPlaced.v1");
        assertThat(database.sql("SELECT traceparent FROM outbox WHERE key = :id")
                        .param("id", id.value())
                        .query(String.class)
                        .single())
                .startsWith("00-" + TRACE + "-");
    }

    @Test
    void reservedStockConfirmsTheOrder() {
        OrderId id = submitCart();
        awaitState(id, OrderState.PLACED);

        send(new StockReserved(id, Instant.now()));

        assertThat(awaitState(id, OrderState.CONFIRMED).endedAt()).isNotNull();
        assertThat(eventsOf(id)).containsExactly("dev.tailback.OrderPlaced.v1", "dev.tailback.OrderConfirmed.v1");
    }

    @Test
    void refusedStockRejectsTheOrder() {
        OrderId id = submitCart();
        awaitState(id, OrderState.PLACED);

        send(new StockRefused(id, Instant.now(), List.of(Sku.numbered(1))));

        awaitState(id, OrderState.REJECTED);
        assertThat(eventsOf(id)).containsExactly("dev.tailback.OrderPlaced.v1", "dev.tailback.OrderRejected.v1");
    }

    @Test
    void redeliveredRecordsChangeNothing() {
        OrderId id = OrderId.at(Instant.now());
        UUID cartEvent = UuidV7.at(Instant.now());
        UUID stockEvent = UuidV7.at(Instant.now());
        send(cartEvent, cart(id));
        awaitState(id, OrderState.PLACED);
        send(stockEvent, new StockReserved(id, Instant.now()));
        Order confirmed = awaitState(id, OrderState.CONFIRMED);

        send(cartEvent, cart(id));
        send(stockEvent, new StockReserved(id, Instant.now()));
        OrderId later = submitCartInThePartitionOf(id);
        awaitState(later, OrderState.PLACED);
        send(new StockReserved(later, Instant.now()));
        awaitState(later, OrderState.CONFIRMED);

        assertThat(orders.find(Set.of(id))).containsEntry(id, confirmed);
        assertThat(eventsOf(id)).hasSize(2);
    }

    @Test
    void aPoisonRecordDoesNotHoldUpWhatFollows() {
        OrderId id = OrderId.at(Instant.now());
        ProducerRecord<String, byte[]> poison =
                EventRecord.of(UuidV7.at(Instant.now()), cart(id), "/test").toSend();
        kafka.send(new ProducerRecord<>(poison.topic(), null, poison.key(), new byte[] {'{'}, poison.headers()));

        send(cart(id));

        awaitState(id, OrderState.PLACED);
    }

    private OrderId submitCart() {
        OrderId id = OrderId.at(Instant.now());
        send(cart(id));
        return id;
    }

    /** Records of one partition are processed in order, so that what came before has been processed as well. */
    private OrderId submitCartInThePartitionOf(OrderId other) {
        int wanted = partitionOf(other);
        OrderId id = OrderId.at(Instant.now());
        while (partitionOf(id) != wanted) {
            id = OrderId.at(Instant.now());
        }
        send(cart(id));
        return id;
    }

    private static int partitionOf(OrderId id) {
        byte[] key = id.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(key, 6);
    }

    private static CartSubmitted cart(OrderId id) {
        return new CartSubmitted(id, Instant.now(), List.of(new Line(Sku.numbered(1), 2, Money.ofCents(4_999))));
    }

    private void send(Event event) {
        send(UuidV7.at(Instant.now()), event);
    }

    private void send(UUID id, Event event) {
        ProducerRecord<String, byte[]> record =
                EventRecord.of(id, event, "/test").toSend();
        EventHeaders.put(record.headers(), EventHeaders.TRACEPARENT, "00-" + TRACE + "-00f067aa0ba902b7-01");
        kafka.send(record);
        kafka.flush();
    }

    private Order awaitState(OrderId id, OrderState state) {
        return await("order " + id + " is " + state)
                .atMost(java.time.Duration.ofSeconds(20))
                .until(() -> orders.find(Set.of(id)).get(id), order -> order != null && order.state() == state);
    }

    private List<String> eventsOf(OrderId id) {
        return database.sql("SELECT type FROM outbox WHERE key = :id ORDER BY id")
                .param("id", id.value())
                .query(String.class)
                .list();
    }
}
