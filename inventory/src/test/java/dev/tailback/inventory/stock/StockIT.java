package dev.tailback.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.EventRecord;
import dev.tailback.events.FailureReason;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderCancelled;
import dev.tailback.events.OrderConfirmed;
import dev.tailback.events.OrderEvent;
import dev.tailback.events.OrderFailed;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.Sku;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.inventory.InventoryApplication;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
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
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockIT {
    private static final String RESERVED = "dev.tailback.StockReserved.v1";
    private static final String RELEASED = "dev.tailback.StockReleased.v1";
    private static final String LEFT_ALONE = "dev.tailback.StockLeftAlone.v1";
    private static final String REFUSED = "dev.tailback.StockRefused.v1";

    private ShopServers servers;
    private ConfigurableApplicationContext inventory;
    private KafkaProducer<String, byte[]> kafka;
    private JdbcClient database;

    @BeforeAll
    void start(ShopServers given) {
        servers = given;
        inventory = new SpringApplicationBuilder(InventoryApplication.class)
                .properties(Map.copyOf(servers.environmentOf("inventory")))
                .run(
                        "--server.port=0",
                        "--tailback.breakable=true",
                        "--tailback.stock.skus=11",
                        "--tailback.stock.initial=10");
        database = inventory.getBean(JdbcClient.class);
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    void stop() {
        kafka.close();
        inventory.close();
    }

    @Test
    void aPlacedOrderGetsItsStockSetAsideOnceHoweverOftenItIsDelivered() {
        OrderPlaced order = order(Sku.numbered(1), 3);
        UUID event = UuidV7.at(Instant.now());

        IntStream.range(0, 3).forEach(time -> send(event, order));
        OrderPlaced later = order(Sku.numbered(1), 1);
        send(UuidV7.at(Instant.now()), later);

        assertThat(awaitAnswer(order.order())).isEqualTo(RESERVED);
        assertThat(awaitAnswer(later.order())).isEqualTo(RESERVED);
        await().untilAsserted(() -> assertThat(available(Sku.numbered(1))).isEqualTo(6));
        assertNothingIsLostOrMade();
    }

    @Test
    void aForgedCancellationOfAConfirmedOrderFreesNothing() throws Exception {
        long deadBefore = deadLetters();
        long before = available(Sku.numbered(11));
        OrderPlaced bought = order(Sku.numbered(11), 3);
        send(UuidV7.at(Instant.now()), bought);
        assertThat(awaitAnswer(bought.order())).isEqualTo(RESERVED);
        send(UuidV7.at(Instant.now()), new OrderConfirmed(bought.order(), Instant.now(), Money.ofCents(300)));

        send(UuidV7.at(Instant.now()), new OrderCancelled(bought.order(), Instant.now(), "card_stolen"));
        send(UuidV7.at(Instant.now()), new OrderFailed(bought.order(), Instant.now(), FailureReason.STALLED));

        await().untilAsserted(() -> assertThat(deadLetters() - deadBefore).isEqualTo(2));
        assertThat(available(Sku.numbered(11))).isEqualTo(before - 3);
        assertNothingIsLostOrMade();
    }

    @Test
    void nothingIsSoldTwiceWhenMoreWantItThanThereIs() {
        List<OrderPlaced> orders =
                IntStream.range(0, 25).mapToObj(n -> order(Sku.numbered(2), 1)).toList();

        orders.forEach(order -> send(UuidV7.at(Instant.now()), order));

        List<String> answers =
                orders.stream().map(order -> awaitAnswer(order.order())).toList();
        assertThat(answers).filteredOn(RESERVED::equals).hasSize(10);
        assertThat(answers).filteredOn(REFUSED::equals).hasSize(15);
        assertThat(available(Sku.numbered(2))).isZero();
        assertNothingIsLostOrMade();
    }

    @Test
    void whatIsLookedAtToBeTakenOfIsNobodyElsesUntilTheEnd() {
        Sku sku = Sku.numbered(9);
        Stock stock = inventory.getBean(Stock.class);

        inventory.getBean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            stock.lock(Set.of(sku));
            assertThat(freeOf(sku)).isEmpty();
        });

        assertThat(freeOf(sku)).containsExactly(sku.value());
    }

    private long deadLetters() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, Topics.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Topics.dead(Topics.ORDERS, "inventory"), partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    /** As another stage sees it, that waits for nobody. */
    private List<String> freeOf(Sku sku) {
        try (Connection other = servers.superuser();
                PreparedStatement free = other.prepareStatement(
                        "SELECT sku FROM inventory.stock WHERE sku = ? FOR UPDATE SKIP LOCKED")) {
            free.setString(1, sku.value());
            try (ResultSet rows = free.executeQuery()) {
                return rows.next() ? List.of(rows.getString(1)) : List.of();
            }
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void anOrderForSomethingUnknownIsRefused() {
        OrderPlaced order = order(Sku.numbered(99_999), 1);

        send(UuidV7.at(Instant.now()), order);

        assertThat(awaitAnswer(order.order())).isEqualTo(REFUSED);
    }

    @Test
    void anOrderWhoseShopperHasLeftIsLeftAloneUnlessTheDeadlineIsMindedAfterwards() throws Exception {
        Sku sku = Sku.numbered(8);
        OrderPlaced spared = order(sku, 1, Instant.now());
        OrderPlaced wasted = order(sku, 1, Instant.now());

        send(spared);
        assertThat(awaitAnswer(spared.order())).isEqualTo(LEFT_ALONE);
        assertThat(available(sku)).isEqualTo(10);

        mindDeadline("after");
        try {
            send(wasted);
            assertThat(awaitAnswer(wasted.order())).isEqualTo(RESERVED);
        } finally {
            mindDeadline("before");
        }
        assertNothingIsLostOrMade();
    }

    private void mindDeadline(String check) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + inventory.getEnvironment().getProperty("local.server.port") + "/admin/deadline"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"check\":\"" + check + "\"}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("{\"check\":\"" + check + "\",\"configured\":{\"check\":\"before\"}}");
        }
    }

    @Test
    void whatWasSetAsideForACancelledOrderComesBackOnce() {
        Sku sku = Sku.numbered(3);
        OrderPlaced order = order(sku, 4);
        send(order);
        awaitAnswer(order.order());
        OrderCancelled cancelled = new OrderCancelled(order.order(), Instant.now(), "insufficient_funds");
        UUID event = UuidV7.at(Instant.now());

        IntStream.range(0, 3).forEach(time -> send(event, cancelled));
        send(failed(order));

        awaitAnswers(order.order(), RESERVED, RELEASED);
        awaitAllBefore(order);
        assertThat(available(sku)).isEqualTo(10);
        assertThat(answers(order.order())).containsExactly(RESERVED, RELEASED);
        assertNothingIsLostOrMade();
    }

    @Test
    void aConfirmedOrderKeepsItsReservation() {
        Sku sku = Sku.numbered(4);
        OrderPlaced order = order(sku, 4);
        send(order);

        send(new OrderConfirmed(order.order(), Instant.now(), Money.ofCents(400)));

        awaitAllBefore(order);
        assertThat(available(sku)).isEqualTo(6);
        assertThat(answers(order.order())).containsExactly(RESERVED);
        assertNothingIsLostOrMade();
    }

    @Test
    void anOrderPlacedAndFailedInOneBreathHoldsNothing() {
        Sku sku = Sku.numbered(5);
        List<OrderPlaced> orders =
                IntStream.range(0, 20).mapToObj(n -> order(sku, 3)).toList();

        orders.forEach(order -> {
            kafka.send(record(order));
            kafka.send(record(failed(order)));
        });
        kafka.flush();

        orders.forEach(this::awaitAllBefore);
        assertThat(available(sku)).isEqualTo(10);
        assertNothingIsLostOrMade();
    }

    @Test
    void anOrderWhosePlacingIsReplayedAfterItFailedGetsNothing() {
        Sku sku = Sku.numbered(6);
        OrderPlaced order = order(sku, 3);
        send(failed(order));
        awaitAllBefore(order);

        send(order);

        awaitAllBefore(order);
        assertThat(available(sku)).isEqualTo(10);
        assertThat(answers(order.order())).isEmpty();
    }

    @Test
    void anEndedOrderIsForgottenWhenItsPlacingWouldBeRefused() {
        OrderPlaced order = order(Sku.numbered(7), 3);
        send(failed(order));
        awaitAllBefore(order);
        Duration kept = Duration.ofDays(24);

        forgetEndedOrdersAfter(kept.minusMinutes(1), kept);
        assertThat(isKnownAsEnded(order.order())).isTrue();
        forgetEndedOrdersAfter(kept.plusMinutes(1), kept);
        assertThat(isKnownAsEnded(order.order())).isFalse();
    }

    @Test
    void deadLettersAreKeptLongerThanRecords() throws Exception {
        assertThat(retentionOf(Topics.ORDERS)).isEqualTo(Duration.ofDays(7));
        assertThat(retentionOf(Topics.dead(Topics.ORDERS, "inventory"))).isEqualTo(Duration.ofDays(14));
    }

    private Duration retentionOf(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers.bootstrapServers()))) {
            return Duration.ofMillis(Long.parseLong(admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("retention.ms")
                    .value()));
        }
    }

    private void forgetEndedOrdersAfter(Duration later, Duration kept) {
        Clock clock = Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
        new ForgetEndedOrders(inventory.getBean(Reservations.class), clock, kept).forget();
    }

    private boolean isKnownAsEnded(OrderId order) {
        return database.sql("SELECT EXISTS (SELECT FROM ended_orders WHERE order_id = :id)")
                .param("id", order.value())
                .query(Boolean.class)
                .single();
    }

    /** Waits until a later record of the order's partition was processed, and so all that came before it. */
    private void awaitAllBefore(OrderPlaced order) {
        OrderPlaced later = order(Sku.numbered(10), 1);
        while (partitionOf(later) != partitionOf(order)) {
            later = order(Sku.numbered(10), 1);
        }
        send(later);
        awaitAnswer(later.order());
    }

    private static int partitionOf(OrderPlaced order) {
        byte[] key = order.order().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(key, Topics.PARTITIONS);
    }

    private void awaitAnswers(OrderId id, String... answers) {
        await("answers for " + id)
                .atMost(java.time.Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(answers(id)).containsExactly(answers));
    }

    private static OrderFailed failed(OrderPlaced order) {
        return new OrderFailed(order.order(), Instant.now(), FailureReason.STALLED);
    }

    private static ProducerRecord<String, byte[]> record(OrderEvent event) {
        return EventRecord.of(UuidV7.at(Instant.now()), event, "/test").toSend();
    }

    private void send(OrderEvent event) {
        send(UuidV7.at(Instant.now()), event);
    }

    private void assertNothingIsLostOrMade() {
        assertThat(database.sql("""
                        SELECT sku FROM stock WHERE initial <> available
                          + coalesce((SELECT sum(quantity) FROM reservations WHERE reservations.sku = stock.sku), 0)""").query(String.class).list()).isEmpty();
    }

    private static OrderPlaced order(Sku sku, int quantity) {
        return order(sku, quantity, Instant.now().plusSeconds(600));
    }

    private static OrderPlaced order(Sku sku, int quantity, Instant patienceEnds) {
        return new OrderPlaced(
                OrderId.at(Instant.now()),
                Instant.now(),
                patienceEnds,
                List.of(new Line(sku, quantity, Money.ofCents(100))));
    }

    private void send(UUID id, OrderEvent order) {
        kafka.send(EventRecord.of(id, order, "/test").toSend());
        kafka.flush();
    }

    private String awaitAnswer(OrderId id) {
        return await("answer for " + id)
                .atMost(java.time.Duration.ofSeconds(20))
                .until(() -> answers(id), answers -> !answers.isEmpty())
                .getFirst();
    }

    private List<String> answers(OrderId id) {
        return database.sql("SELECT type FROM outbox WHERE key = :id ORDER BY created_at, id")
                .param("id", id.value())
                .query(String.class)
                .list();
    }

    private long available(Sku sku) {
        return database.sql("SELECT available FROM stock WHERE sku = :sku")
                .param("sku", sku.value())
                .query(Long.class)
                .single();
    }
}
