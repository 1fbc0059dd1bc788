package dev.tailback.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.EventRecord;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.Sku;
import dev.tailback.events.UuidV7;
import dev.tailback.inventory.InventoryApplication;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import dev.tailback.stage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(ShopServersExtension.class)
class MissingIndexIT {
    /** So many that PostgreSQL would rather not read all of them. */
    private static final int SKUS = 5_000;

    private static final String RESTORE = "CREATE UNIQUE INDEX IF NOT EXISTS idx_stock_sku ON stock (sku)";

    private ConfigurableApplicationContext inventory;
    private KafkaProducer<String, byte[]> kafka;
    private JdbcClient database;

    @BeforeEach
    void start(ShopServers servers) {
        inventory = new SpringApplicationBuilder(InventoryApplication.class)
                .properties(Map.copyOf(servers.environmentOf("inventory")))
                .run("--server.port=0", "--tailback.stock.skus=" + SKUS, "--tailback.stock.initial=10");
        database = inventory.getBean(JdbcClient.class);
        database.sql("ANALYZE stock").update();
        kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void restore() {
        database.sql(RESTORE).update();
        kafka.close();
        inventory.close();
    }

    @Test
    void withoutItsIndexStockIsReadWholeAndReservedAllTheSame() {
        assertThat(plan(2)).contains("using idx_stock_sku").doesNotContain("Seq Scan");

        database.sql("DROP INDEX idx_stock_sku").update();
        List<OrderPlaced> orders =
                IntStream.range(0, 25).mapToObj(n -> order(Sku.numbered(SKUS))).toList();
        orders.forEach(order -> IntStream.range(0, 2)
                .forEach(time -> kafka.send(EventRecord.of(UuidV7.at(order.placedAt()), order, "/test")
                        .toSend())));
        kafka.flush();

        // Hashed: a scan costs the same for a pack of orders as for one.
        assertThat(plan(2)).contains("Seq Scan on stock");
        assertThat(plan(20)).contains("Seq Scan on stock", "Hash Cond: (stock.sku = wanted.sku)");
        await().atMost(Duration.ofSeconds(30)).until(() -> answered(orders) == 25);
        assertThat(count("SELECT sum(quantity) FROM reservations WHERE sku = :sku"))
                .isEqualTo(10);
        assertThat(count("SELECT available FROM stock WHERE sku = :sku")).isZero();

        database.sql(RESTORE).update();
        assertThat(plan(2)).contains("using idx_stock_sku");
    }

    @Test
    void whoStartsWithoutTheIndexMakesNoProductTwice() {
        database.sql("DROP INDEX idx_stock_sku").update();
        int more = SKUS + 500;

        CountDownLatch all = new CountDownLatch(4);
        try (ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 4)
                    .mapToObj(n -> CompletableFuture.runAsync(() -> startWithTheOthers(more, all), instances))
                    .toList()
                    .forEach(CompletableFuture::join);
        }

        assertThat(database.sql("SELECT count(*) FROM stock")
                        .query(Integer.class)
                        .single())
                .isEqualTo(more);
        database.sql(RESTORE).update();
    }

    private void startWithTheOthers(int skus, CountDownLatch all) {
        Stock stock =
                new Stock(inventory.getBean(Database.class), inventory.getBean(TransactionTemplate.class), skus, 10);
        all.countDown();
        try {
            all.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        stock.afterPropertiesSet();
    }

    private String plan(int skus) {
        return String.join(
                "\n",
                database.sql("EXPLAIN " + Stock.LOCK)
                        .param(
                                "skus",
                                Stock.skuColumn(IntStream.rangeClosed(1, skus)
                                        .mapToObj(Sku::numbered)
                                        .toList()))
                        .query(String.class)
                        .list());
    }

    private static OrderPlaced order(Sku sku) {
        Instant now = Instant.now();
        return new OrderPlaced(
                OrderId.at(now), now, now.plusSeconds(30), List.of(new Line(sku, 1, Money.ofCents(100))));
    }

    private long answered(List<OrderPlaced> orders) {
        return database.sql("SELECT count(DISTINCT key) FROM outbox WHERE key = ANY (:orders)")
                .param(
                        "orders",
                        orders.stream().map(order -> order.order().value()).toArray(java.util.UUID[]::new))
                .query(Long.class)
                .single();
    }

    private long count(String sql) {
        return database.sql(sql)
                .param("sku", Sku.numbered(SKUS).value())
                .query(Long.class)
                .single();
    }
}
