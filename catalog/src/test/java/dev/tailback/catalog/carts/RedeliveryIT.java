package dev.tailback.catalog.carts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.catalog.Storefront;
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
import dev.tailback.events.OrderRejected;
import dev.tailback.events.Sku;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.BrokerView;
import dev.tailback.lab.testing.Redelivery;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every event of orders with every ending, two to five times, in any order across the orders and within each. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedeliveryIT {
    private static final int ORDERS_PER_ENDING = 10;
    private static final int QUANTITY = 2;
    private static final Sku SOLD = Sku.numbered(21);
    private static final Money PRICE = Money.ofCents(100);

    private enum Ending {
        CONFIRMED("confirmed", null),
        REJECTED("rejected", "out_of_stock"),
        CANCELLED("cancelled", "insufficient_funds"),
        FAILED("failed", "deadline_exceeded"),
        /** The news of its placing cannot be read. */
        DEAD("failed", "dead_letter");

        private final String status;
        private final @Nullable String reason;

        Ending(String status, @Nullable String reason) {
            this.status = status;
            this.reason = reason;
        }
    }

    private record Story(OrderId id, Ending ending) {}

    private Storefront shop;
    private KafkaProducer<String, byte[]> kafka;
    private BrokerView broker;

    @BeforeAll
    void start(ShopServers servers) {
        shop = Storefront.open(
                servers,
                500,
                "--spring.kafka.consumer.max-poll-records=40",
                "--tailback.dispatch.records-per-transaction=7",
                "--tailback.dispatch.transactions-in-flight=4");
        broker = new BrokerView(servers);
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    void stop() {
        kafka.close();
        broker.close();
        shop.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_261_127, -7})
    void hasItsEffectOnce(long seed) {
        long before = available();
        List<Story> stories = Arrays.stream(Ending.values())
                .flatMap(ending -> IntStream.range(0, ORDERS_PER_ENDING).mapToObj(n -> new Story(submitted(), ending)))
                .toList();

        new Redelivery(seed)
                .<ProducerRecord<String, byte[]>>of(stories.stream()
                        .flatMap(story -> records(story).stream())
                        .toList())
                .forEach(kafka::send);
        kafka.flush();
        await().atMost(Duration.ofSeconds(60)).until(() -> broker.hasReadAll("catalog", List.of(Topics.ORDERS)));

        stories.forEach(story -> assertShown(seed, story));
        assertThat(available())
                .as("what is left with seed %d", seed)
                .isEqualTo(before - (long) QUANTITY * ORDERS_PER_ENDING);
        assertThat(dead(stories)).as("dead letters with seed %d", seed).isEqualTo(ids(stories, Ending.DEAD));
    }

    private void assertShown(long seed, Story story) {
        String which = "seed %d, %s cart %s".formatted(seed, story.ending(), story.id());
        JsonNode cart = shop.get("/carts/" + story.id()).body();
        assertThat(cart.path("status").asString()).as(which).isEqualTo(story.ending().status);
        assertThat(cart.has("reason") ? cart.path("reason").asString() : null)
                .as(which)
                .isEqualTo(story.ending().reason);
        assertThat(told(story.id())).as(which).containsExactly("CartSubmitted");
    }

    private static List<ProducerRecord<String, byte[]>> records(Story story) {
        Instant now = Instant.now();
        OrderId id = story.id();
        ProducerRecord<String, byte[]> placed =
                record(new OrderPlaced(id, now, now.plusSeconds(30), List.of(new Line(SOLD, QUANTITY, PRICE))));
        return switch (story.ending()) {
            case CONFIRMED -> List.of(placed, record(new OrderConfirmed(id, now, PRICE)));
            case REJECTED -> List.of(placed, record(new OrderRejected(id, now, List.of(SOLD))));
            case CANCELLED -> List.of(placed, record(new OrderCancelled(id, now, "insufficient_funds")));
            case FAILED -> List.of(placed, record(new OrderFailed(id, now, FailureReason.DEADLINE_EXCEEDED)));
            case DEAD -> List.of(unreadable(placed), record(new OrderFailed(id, now, FailureReason.DEAD_LETTER)));
        };
    }

    private OrderId submitted() {
        OrderId id = OrderId.at(Instant.now());
        shop.post("/carts", "{\"id\":\"" + id + "\"}");
        shop.post("/carts/" + id + "/items", "{\"sku\":\"" + SOLD + "\",\"quantity\":" + QUANTITY + "}");
        assertThat(shop.post("/carts/" + id + "/checkout", "{}").status()).isEqualTo(202);
        return id;
    }

    private static ProducerRecord<String, byte[]> record(OrderEvent event) {
        return EventRecord.of(UuidV7.at(Instant.now()), event, "/test").toSend();
    }

    private static ProducerRecord<String, byte[]> unreadable(ProducerRecord<String, byte[]> whole) {
        return new ProducerRecord<>(whole.topic(), null, whole.key(), "{".getBytes(UTF_8), whole.headers());
    }

    private static Set<String> ids(List<Story> stories, Ending ending) {
        return stories.stream()
                .filter(story -> story.ending() == ending)
                .map(story -> story.id().toString())
                .collect(Collectors.toSet());
    }

    private Set<String> dead(List<Story> stories) {
        Set<String> dead = new HashSet<>(broker.keysIn(List.of(Topics.dead(Topics.ORDERS, "catalog"))));
        dead.retainAll(stories.stream().map(story -> story.id().toString()).toList());
        return dead;
    }

    private List<String> told(OrderId id) {
        return shop.database()
                .sql("SELECT split_part(type, '.', 3) FROM outbox WHERE key = :id")
                .param("id", id.value())
                .query(String.class)
                .list();
    }

    private long available() {
        return shop.get("/products/" + SOLD).body().get("available").asLong();
    }
}
