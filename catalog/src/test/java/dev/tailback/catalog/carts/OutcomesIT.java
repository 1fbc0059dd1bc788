package dev.tailback.catalog.carts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.catalog.Storefront;
import dev.tailback.events.Event;
import dev.tailback.events.EventRecord;
import dev.tailback.events.FailureReason;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderCancelled;
import dev.tailback.events.OrderConfirmed;
import dev.tailback.events.OrderFailed;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.OrderRejected;
import dev.tailback.events.Sku;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutcomesIT {
    private static final Sku SOLD = Sku.numbered(9);
    private static final Instant NOW = Instant.now();

    private Storefront shop;
    private KafkaProducer<String, byte[]> kafka;

    @BeforeAll
    void start(ShopServers servers) {
        shop = Storefront.open(servers, 500);
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    void stop() {
        kafka.close();
        shop.close();
    }

    @Test
    void aCartShowsHowItsOrderEnded() {
        OrderId confirmed = submitted();
        OrderId rejected = submitted();
        OrderId cancelled = submitted();
        OrderId failed = submitted();

        send(new OrderConfirmed(confirmed, NOW, Money.ofCents(9_998)));
        send(new OrderRejected(rejected, NOW, List.of(SOLD)));
        send(new OrderCancelled(cancelled, NOW, "insufficient_funds"));
        send(new OrderFailed(failed, NOW, FailureReason.DEADLINE_EXCEEDED));

        assertThat(await(confirmed, "confirmed").get("reason")).isNull();
        assertThat(await(rejected, "rejected").get("reason").asString()).isEqualTo("out_of_stock");
        assertThat(await(cancelled, "cancelled").get("reason").asString()).isEqualTo("insufficient_funds");
        assertThat(await(failed, "failed").get("reason").asString()).isEqualTo("deadline_exceeded");
    }

    @Test
    void aCartIsOpenThenSubmittedAndStaysSoWhileItsOrderIsPlaced() {
        OrderId open = OrderId.of(shop.newCart());
        assertThat(cart(open).get("status").asString()).isEqualTo("open");
        OrderId placed = submitted();
        OrderId later = submittedInThePartitionOf(placed);

        send(new OrderPlaced(placed, NOW, NOW, List.of(new Line(SOLD, 2, Money.ofCents(4_999)))));
        send(new OrderConfirmed(later, NOW, Money.ofCents(9_998)));

        await(later, "confirmed");
        assertThat(cart(placed).get("status").asString()).isEqualTo("submitted");
    }

    @Test
    void whatIsConfirmedIsNoLongerAvailableAndARepetitionTakesNoMore() {
        long before = available();
        OrderId order = submitted();
        OrderId later = submittedInThePartitionOf(order);
        UUID event = UuidV7.at(Instant.now());

        send(event, new OrderConfirmed(order, NOW, Money.ofCents(9_998)));
        await(order, "confirmed");
        send(event, new OrderConfirmed(order, NOW, Money.ofCents(9_998)));
        send(new OrderConfirmed(order, NOW, Money.ofCents(9_998)));
        send(new OrderConfirmed(later, NOW, Money.ofCents(9_998)));
        await(later, "confirmed");

        assertThat(available()).isEqualTo(before - 2 - 2);
    }

    @Test
    void anOrderThatCameAnotherWayLeavesNothingBehindAndHoldsUpNobody() {
        OrderId ours = submitted();
        OrderId foreign = inThePartitionOf(ours);

        send(new OrderConfirmed(foreign, NOW, Money.ofCents(1)));
        send(new OrderConfirmed(ours, NOW, Money.ofCents(9_998)));

        await(ours, "confirmed");
        assertThat(shop.get("/carts/" + foreign).status()).isEqualTo(404);
    }

    private OrderId submitted() {
        return submit(OrderId.at(Instant.now()));
    }

    /** Records of one partition are processed in order, so that what came before has been processed as well. */
    private OrderId submittedInThePartitionOf(OrderId other) {
        return submit(inThePartitionOf(other));
    }

    private OrderId submit(OrderId id) {
        shop.post("/carts", "{\"id\":\"" + id + "\"}");
        shop.post("/carts/" + id + "/items", "{\"sku\":\"" + SOLD + "\",\"quantity\":2}");
        assertThat(shop.post("/carts/" + id + "/checkout", "{}").status()).isEqualTo(202);
        return id;
    }

    private static OrderId inThePartitionOf(OrderId other) {
        OrderId id = OrderId.at(Instant.now());
        while (partitionOf(id) != partitionOf(other)) {
            id = OrderId.at(Instant.now());
        }
        return id;
    }

    private static int partitionOf(OrderId id) {
        return BuiltInPartitioner.partitionForKey(id.toString().getBytes(UTF_8), Topics.PARTITIONS);
    }

    private void send(Event event) {
        send(UuidV7.at(Instant.now()), event);
    }

    private void send(UUID id, Event event) {
        kafka.send(EventRecord.of(id, event, "/test").toSend());
        kafka.flush();
    }

    private JsonNode await(OrderId id, String status) {
        return Awaitility.await("cart " + id + " is " + status)
                .atMost(Duration.ofSeconds(20))
                .until(() -> cart(id), cart -> cart.get("status").asString().equals(status));
    }

    private JsonNode cart(OrderId id) {
        return shop.get("/carts/" + id).body();
    }

    private long available() {
        return shop.get("/products/" + SOLD).body().get("available").asLong();
    }
}
