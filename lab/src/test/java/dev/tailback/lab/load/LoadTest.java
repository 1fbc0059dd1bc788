package dev.tailback.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.home.Ports;
import dev.tailback.lab.shop.*;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final LoadPlan TWENTY = new LoadPlan(20, 200, Duration.ofSeconds(5));

    @Test
    void everyOrderIsBoughtAndItsEndLearnt() throws IOException, InterruptedException {
        try (FakeShop shop = new FakeShop()) {
            LoadReport report = run(shop.ports(), TWENTY);

            assertThat(report.tally()).isEqualTo(new Tally(20, 20, 20, 0, 0, 0));
            assertThat(report.fromIntendedStart().count()).isEqualTo(20);
        }
    }

    @Test
    void arrivalsDoNotWaitForAnswers() throws IOException, InterruptedException {
        try (FakeShop shop = new FakeShop()) {
            shop.holdCartsUntil(20);

            LoadReport report = run(shop.ports(), TWENTY);

            // A loop that waited for the first answer would never have brought the twentieth shopper.
            assertThat(report.tally().confirmed()).isEqualTo(20);
        }
    }

    @Test
    void whatTheShopRefusesFailsWithItsReason() throws IOException, InterruptedException {
        try (FakeShop shop = new FakeShop()) {
            shop.refuseCheckouts("the pool is exhausted");

            LoadReport report = run(shop.ports(), TWENTY);

            assertThat(report.tally().failed()).isEqualTo(20);
            assertThat(report.failures().keySet().stream().collect(Collectors.joining()))
                    .contains("/carts/{id}/checkout answered 503: the pool is exhausted");
            assertThat(report.failures()).hasSize(1);
        }
    }

    @Test
    void anEmptyCatalogEndsTheLoadBeforeItBegins() throws IOException {
        try (FakeShop shop = new FakeShop()) {
            shop.sellNothing();

            assertThatThrownBy(() -> run(shop.ports(), TWENTY))
                    .isInstanceOf(WebFailure.class)
                    .hasMessageContaining("no products");
        }
    }

    private static LoadReport run(Ports ports, LoadPlan plan) throws InterruptedException {
        try (Web web = new Web()) {
            return new Load(new Shop(web, ports), plan, tally -> {}).run();
        }
    }
}
