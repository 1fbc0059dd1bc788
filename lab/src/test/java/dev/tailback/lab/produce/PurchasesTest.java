package dev.tailback.lab.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.arrivals.Mix;
import dev.tailback.lab.arrivals.PurchasePlan;
import dev.tailback.lab.arrivals.Share;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PurchasesTest {
    private static final PurchasePlan TWENTY = new PurchasePlan(20, 200, Duration.ofSeconds(5));

    @Test
    void everyOrderIsBoughtAndItsEndLearnt() throws IOException, InterruptedException {
        try (FakeShop shop = new FakeShop()) {
            PurchaseReport report = run(shop.ports(), TWENTY);

            assertThat(report.tally())
                    .isEqualTo(new Tally(20, 20, 20, 0, 0, 0, Tally.Poisoned.NONE, Tally.Repeated.NONE));
            assertThat(report.fromIntendedStart().count()).isEqualTo(20);
        }
    }

    @Test
    void arrivalsDoNotWaitForAnswers() throws IOException, InterruptedException {
        try (FakeShop shop = new FakeShop()) {
            shop.holdCartsUntil(20);

            PurchaseReport report = run(shop.ports(), TWENTY);

            // A loop that waited for the first answer would never have brought the twentieth shopper.
            assertThat(report.tally().confirmed()).isEqualTo(20);
        }
    }

    @Test
    void whatTheShopRefusesFailsWithItsReason() throws IOException, InterruptedException {
        try (FakeShop shop = new FakeShop()) {
            shop.refuseCheckouts("the pool is exhausted");

            PurchaseReport report = run(shop.ports(), TWENTY);

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

    @Test
    void whatIsSentAgainIsTheSameCheckoutUnderTheSameKey() throws IOException, InterruptedException {
        Mix mix = new Mix(0, Share.NONE, Share.of("50%"), 1);
        try (FakeShop shop = new FakeShop()) {
            PurchaseReport report = run(shop.ports(), new PurchasePlan(8, 200, Duration.ofSeconds(5), mix));

            Tally.Repeated repeated = report.tally().repeated();
            assertThat(repeated.orders()).isEqualTo(4);
            assertThat(report.tally().sent()).isEqualTo(8);
            Map<String, Long> checkouts = shop.checkouts().stream()
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            assertThat(checkouts).hasSize(8);
            assertThat(checkouts.values().stream().filter(count -> count == 1)).hasSize(4);
            assertThat(checkouts.values().stream().filter(count -> count > 1).mapToLong(count -> count - 1))
                    .hasSize(4)
                    .allMatch(again -> again >= 2 && again <= 5)
                    .satisfies(all -> assertThat(
                                    all.stream().mapToLong(Long::longValue).sum())
                            .isEqualTo(repeated.times()));
        }
    }

    @Test
    void whatALoadDidNotExpectEndsItLoudly() throws IOException {
        PurchasePlan slow = new PurchasePlan(20, 5, Duration.ofSeconds(5));
        try (FakeShop shop = new FakeShop();
                Web web = new Web()) {
            Purchases load = new Purchases(new Shop(web, shop.ports()), slow, tally -> {
                throw new IllegalStateException("the terminal is on fire");
            });

            assertThatThrownBy(load::run).hasMessageContaining("the terminal is on fire");
        }
    }

    @Test
    void poisonWithoutATopicToSendItToIsRefused() throws IOException {
        Mix mix = new Mix(0, Share.of("1%"), Share.NONE, 1);
        try (FakeShop shop = new FakeShop();
                Web web = new Web()) {
            assertThatThrownBy(() -> new Purchases(
                            new Shop(web, shop.ports()),
                            new PurchasePlan(8, 200, Duration.ofSeconds(5), mix),
                            tally -> {}))
                    .hasMessageContaining("needs the topic of carts");
        }
    }

    private static PurchaseReport run(Ports ports, PurchasePlan plan) throws InterruptedException {
        try (Web web = new Web()) {
            return new Purchases(new Shop(web, ports), plan, tally -> {}).run();
        }
    }
}
