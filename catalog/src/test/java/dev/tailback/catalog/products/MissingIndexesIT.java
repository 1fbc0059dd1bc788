package dev.tailback.catalog.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.catalog.Storefront;
import dev.tailback.events.EventRecord;
import dev.tailback.events.Money;
import dev.tailback.events.OrderConfirmed;
import dev.tailback.events.OrderId;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShopServersExtension.class)
class MissingIndexesIT {
    private static final String SKU = "SKU-00008";
    private static final String DROP = "DROP INDEX idx_products_category, idx_products_stock_quantity";
    private static final String RESTORE = """
            CREATE INDEX IF NOT EXISTS idx_products_category ON products (category, price_cents, sku);
            CREATE UNIQUE INDEX IF NOT EXISTS idx_products_stock_quantity ON product_availability (sku)""";

    private ShopServers servers;
    private Storefront shop;

    @BeforeEach
    void start(ShopServers given) {
        servers = given;
        shop = Storefront.open(servers, 500);
        shop.database().sql(DROP).update();
    }

    @AfterEach
    void restore() {
        shop.database().sql(RESTORE).update();
        shop.close();
    }

    @Test
    void withoutItsIndexesTheShopSellsAllTheSame() {
        long before = available();
        assertThat(shop.get("/products?category=audio&limit=5").body().get("products"))
                .hasSize(5);

        OrderId order = OrderId.of(shop.newCart());
        assertThat(shop.post("/carts/" + order + "/items", "{\"sku\":\"" + SKU + "\",\"quantity\":3}")
                        .status())
                .isEqualTo(200);
        assertThat(shop.post("/carts/" + order + "/checkout", "{}").status()).isEqualTo(202);
        confirm(order);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> shop.get("/carts/" + order)
                        .body()
                        .get("status")
                        .asString()
                        .equals("confirmed"));
        assertThat(available()).isEqualTo(before - 3);
    }

    @Test
    void whoStartsWithoutThemAndWithMoreProductsPutsNoneOnOfferTwice() {
        Storefront.open(servers, 600).close();

        assertThat(shop.database()
                        .sql("SELECT count(*) - count(DISTINCT sku) FROM product_availability")
                        .query(Integer.class)
                        .single())
                .isZero();
        shop.database().sql(RESTORE).update();
    }

    private long available() {
        return shop.get("/products/" + SKU).body().get("available").asLong();
    }

    private void confirm(OrderId order) {
        try (KafkaProducer<String, byte[]> kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            Instant now = Instant.now();
            kafka.send(EventRecord.of(UuidV7.at(now), new OrderConfirmed(order, now, Money.ofCents(100)), "/test")
                    .toSend());
        }
    }
}
