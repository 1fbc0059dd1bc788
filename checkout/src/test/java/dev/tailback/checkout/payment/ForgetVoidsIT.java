package dev.tailback.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.checkout.CheckoutApplication;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(ShopServersExtension.class)
class ForgetVoidsIT {
    private static final Duration KEPT = Duration.ofDays(30);

    @Test
    void confirmedVoidsGoByAgeAndUnconfirmedOnesNever(ShopServers servers) {
        try (ConfigurableApplicationContext checkout = new SpringApplicationBuilder(CheckoutApplication.class)
                .properties(Map.copyOf(servers.environmentOf("checkout")))
                .run("--server.port=0")) {
            JdbcClient database = checkout.getBean(JdbcClient.class);
            Instant now = Instant.now();
            UUID old = add(database, now.minus(KEPT).minusSeconds(1));
            UUID young = add(database, now.minus(KEPT).plusSeconds(60));
            UUID unconfirmed = add(database, null);

            new ForgetVoids(checkout.getBean(Voids.class), Clock.fixed(now, ZoneOffset.UTC), KEPT).forget();

            assertThat(database.sql("SELECT order_id FROM voids")
                            .query(UUID.class)
                            .list())
                    .contains(young, unconfirmed)
                    .doesNotContain(old);
        }
    }

    private static UUID add(JdbcClient database, @Nullable Instant voidedAt) {
        UUID order = UuidV7.at(Instant.now());
        database.sql("INSERT INTO voids VALUES (:order, now(), 1, now(), :voided)")
                .param("order", order)
                .param("voided", voidedAt == null ? null : Timestamp.from(voidedAt), java.sql.Types.TIMESTAMP)
                .update();
        return order;
    }
}
