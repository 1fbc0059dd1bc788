package dev.tailback.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(ShopServersExtension.class)
class CrowdIT {
    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'catalog' AND wait_event_type = 'Lock'";

    @Test
    void whoComesWhenTheShopIsFullIsTurnedAwayAtOnceAndTheRestAreServed(ShopServers servers) {
        try (Storefront shop = Storefront.open(servers, 10, "--tailback.http.requests-at-once=2")) {
            List<CompletableFuture<Storefront.Answer>> inside = shop.bean(TransactionTemplate.class)
                    .execute(transaction -> {
                        shop.database()
                                .sql("LOCK TABLE products IN ACCESS EXCLUSIVE MODE")
                                .update();
                        List<CompletableFuture<Storefront.Answer>> waiting = Stream.of(1, 2)
                                .map(n -> CompletableFuture.supplyAsync(() -> shop.get("/products")))
                                .toList();
                        await().until(() -> 2
                                == shop.database()
                                        .sql(WAITING)
                                        .query(Integer.class)
                                        .single());

                        shop.get("/products").assertProblem(503, "2 requests");
                        shop.post("/carts", "{}").assertProblem(503, "try again");
                        assertThat(shop.get("/health")
                                        .body()
                                        .get("requests_turned_away")
                                        .asInt())
                                .isEqualTo(2);
                        assertThat(shop.get("/health/ready").status()).isEqualTo(200);
                        assertThat(shop.get("/health/live").status()).isEqualTo(200);
                        return waiting;
                    });

            assertThat(inside)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
            assertThat(shop.get("/products").status()).isEqualTo(200);
        }
    }
}
