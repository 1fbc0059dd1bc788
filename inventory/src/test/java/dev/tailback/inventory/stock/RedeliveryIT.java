package dev.tailback.inventory.stock;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import dev.tailback.events.OrderRejected;
import dev.tailback.events.Sku;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.inventory.InventoryApplication;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every event of orders with every ending, two to five times, in any order across the orders and within each. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedeliveryIT {
    private static final int ORDERS_PER_ENDING = 12;
    private static final int INITIAL = 1_000;
    private static final int FIRST_SKU = 101;
    private static final int SKUS = 5;

    private enum Ending {
        CONFIRMED,
        REJECTED,
        CANCELLED,
        FAILED,
        /** Its placing cannot be read. */
        DEAD
    }

    private record Story(OrderPlaced placed, Ending ending) {
        OrderId id() {
            return placed.order();
        }
    }

    private ConfigurableApplicationContext inventory;
    private KafkaProducer<String, byte[]> kafka;
    private JdbcClient database;
    private BrokerView broker;

    @BeforeAll
    void start(ShopServers servers) {
        inventory = new SpringApplicationBuilder(InventoryApplication.class)
                .properties(Map.copyOf(servers.environmentOf("inventory")))
                .run(
                        "--server.port=0",
                        "--tailback.stock.skus=10",
                        "--tailback.stock.initial=10",
                        "--spring.kafka.consumer.max-poll-records=40",
                        "--tailback.dispatch.records-per-transaction=7",
                        "--tailback.dispatch.transactions-in-flight=4");
        database = inventory.getBean(JdbcClient.class);
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
        inventory.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_261_127, -7})
    void hasItsEffectOnce(long seed) {
        fillShelves();
        List<Story> stories = Arrays.stream(Ending.values())
                .flatMap(ending ->
                        IntStream.range(0, ORDERS_PER_ENDING).mapToObj(n -> new Story(order(ending, n), ending)))
                .toList();

        new Redelivery(seed)
                .<ProducerRecord<String, byte[]>>of(stories.stream()
                        .flatMap(story -> records(story).stream())
                        .toList())
                .forEach(kafka::send);
        kafka.flush();
        await().atMost(Duration.ofSeconds(60)).until(() -> broker.hasReadAll("inventory", List.of(Topics.ORDERS)));

        stories.forEach(story -> assertThat(answers(story.id()))
                .as("seed %d, %s order %s", seed, story.ending(), story.id())
                .isIn(expectedAnswers(story.ending())));
        assertThat(reserved(stories)).as("reservations with seed %d", seed).isEqualTo(wanted(stories));
        assertThat(available()).as("stock with seed %d", seed).isEqualTo(expectedStock(stories));
        assertThat(dead(stories)).as("dead letters with seed %d", seed).isEqualTo(ids(stories, Ending.DEAD));
    }

    /** An order that is heard to have ended before it is heard of gets nothing. */
    private static List<List<String>> expectedAnswers(Ending ending) {
        return switch (ending) {
            case CONFIRMED -> List.of(List.of("StockReserved"));
            case REJECTED -> List.of(List.of("StockRefused"));
            case CANCELLED, FAILED -> List.of(List.of(), List.of("StockReserved", "StockReleased"));
            case DEAD -> List.of(List.of());
        };
    }

    private static List<ProducerRecord<String, byte[]>> records(Story story) {
        ProducerRecord<String, byte[]> placed = record(story.placed());
        Instant now = Instant.now();
        return switch (story.ending()) {
            case CONFIRMED -> List.of(placed, record(new OrderConfirmed(story.id(), now, Money.ofCents(100))));
            case REJECTED -> List.of(placed, record(new OrderRejected(story.id(), now, List.of(sku(0)))));
            case CANCELLED -> List.of(placed, record(new OrderCancelled(story.id(), now, "insufficient_funds")));
            case FAILED -> List.of(placed, record(new OrderFailed(story.id(), now, FailureReason.STALLED)));
            case DEAD ->
                List.of(unreadable(placed), record(new OrderFailed(story.id(), now, FailureReason.DEAD_LETTER)));
        };
    }

    /** Two products each, in changing order; one of them unknown, if it is to be refused. */
    private static OrderPlaced order(Ending ending, int number) {
        Sku other = ending == Ending.REJECTED ? Sku.numbered(99_999) : sku(number + 1 + number % (SKUS - 1));
        return new OrderPlaced(
                OrderId.at(Instant.now()),
                Instant.now(),
                Instant.now().plusSeconds(600),
                List.of(
                        new Line(sku(number), 1, Money.ofCents(100)),
                        new Line(other, 1 + number % 3, Money.ofCents(100))));
    }

    private static Sku sku(int number) {
        return Sku.numbered(FIRST_SKU + number % SKUS);
    }

    private void fillShelves() {
        IntStream.range(0, SKUS)
                .forEach(n -> database.sql("""
                                INSERT INTO stock (sku, initial, available) VALUES (:sku, :initial, :initial)
                                ON CONFLICT (sku) DO UPDATE SET initial = excluded.initial
                                  + (SELECT coalesce(sum(quantity), 0) FROM reservations WHERE reservations.sku = excluded.sku),
                                  available = excluded.available""")
                        .param("sku", sku(n).value())
                        .param("initial", INITIAL)
                        .update());
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
        Set<String> dead = new HashSet<>(broker.keysIn(List.of(Topics.dead(Topics.ORDERS, "inventory"))));
        dead.retainAll(stories.stream().map(story -> story.id().toString()).toList());
        return dead;
    }

    private List<String> answers(OrderId id) {
        return database.sql("SELECT split_part(type, '.', 3) FROM outbox WHERE key = :id ORDER BY created_at, id")
                .param("id", id.value())
                .query(String.class)
                .list();
    }

    private record Reservation(OrderId order, Sku sku, int quantity) {}

    private static Set<Reservation> wanted(List<Story> stories) {
        return stories.stream()
                .filter(story -> story.ending() == Ending.CONFIRMED)
                .flatMap(story -> story.placed().lines().stream()
                        .map(line -> new Reservation(story.id(), line.sku(), line.quantity())))
                .collect(Collectors.toSet());
    }

    private Set<Reservation> reserved(List<Story> stories) {
        Set<OrderId> ours = stories.stream().map(Story::id).collect(Collectors.toSet());
        return database
                .sql("SELECT order_id, sku, quantity FROM reservations")
                .query((row, number) -> new Reservation(
                        OrderId.of(row.getString("order_id")), new Sku(row.getString("sku")), row.getInt("quantity")))
                .list()
                .stream()
                .filter(reservation -> ours.contains(reservation.order()))
                .collect(Collectors.toSet());
    }

    private static Map<Sku, Integer> expectedStock(List<Story> stories) {
        Map<Sku, Integer> stock =
                IntStream.range(0, SKUS).boxed().collect(Collectors.toMap(RedeliveryIT::sku, n -> INITIAL));
        wanted(stories).forEach(taken -> stock.merge(taken.sku(), -taken.quantity(), Integer::sum));
        return stock;
    }

    private Map<Sku, Integer> available() {
        return IntStream.range(0, SKUS)
                .boxed()
                .collect(Collectors.toMap(
                        RedeliveryIT::sku,
                        n -> database.sql("SELECT available FROM stock WHERE sku = :sku")
                                .param("sku", sku(n).value())
                                .query(Integer.class)
                                .single()));
    }
}
