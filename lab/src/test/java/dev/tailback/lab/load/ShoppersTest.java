package dev.tailback.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.arrivals.Pace;
import dev.tailback.lab.journeys.Habits;
import dev.tailback.lab.journeys.JourneyPlan;
import dev.tailback.lab.journeys.PatienceRange;
import dev.tailback.lab.journeys.Retries;
import dev.tailback.lab.journeys.Taste;
import dev.tailback.lab.journeys.Weights;
import dev.tailback.lab.produce.FakeShop;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShoppersTest {
    private static final double ANY = Double.POSITIVE_INFINITY;
    private static final Weights ALL_BUY = new Weights(0, 0, 100);

    private final FakeShop shop = new FakeShop();
    private final Wire wire = new Wire();

    ShoppersTest() throws IOException {}

    @AfterEach
    void close() {
        wire.close();
        shop.close();
    }

    @Test
    void eachJourneyIsItsRequests() throws InterruptedException {
        run(1, new Weights(100, 0, 0), Retries.NONE, false);
        List<String> browsed = shop.requests();
        ShoppersReport bought = run(1, ALL_BUY, Retries.NONE, false);

        assertThat(browsed).containsExactly("GET /products", "GET /products", "GET /products/SKU-00001");
        assertThat(shop.requests().subList(3, shop.requests().size()))
                .startsWith(
                        "GET /products",
                        "GET /products",
                        "GET /products/SKU-00001",
                        "POST /carts",
                        "POST /carts/{id}/items",
                        "POST /carts/{id}/checkout",
                        "POST /orders/query");
        assertThat(bought.total().counts().of(Fact.CONFIRMED)).isEqualTo(1);
        assertThat(bought.total().counts().of(Fact.REQUESTS)).isEqualTo(5);
        assertThat(bought.total().latency(Kind.ORDER).count()).isEqualTo(1);
    }

    @Test
    void everyThirdCartIsEmptiedAgain() throws InterruptedException {
        ShoppersReport report = run(60, new Weights(0, 100, 0), Retries.NONE, false);

        assertThat(shop.requests().stream().filter(request -> request.startsWith("DELETE")))
                .hasSizeBetween(10, 32);
        assertThat(report.total().counts().of(Fact.ERRORS)).isZero();
        assertThat(report.total().counts().of(Fact.CHECKOUTS)).isZero();
    }

    @Test
    void whoseCheckoutIsRefusedTriesAgainWithANewCart() throws InterruptedException {
        shop.refuseCheckouts("the pool is exhausted");

        ShoppersReport report = run(5, ALL_BUY, new Retries(2, Duration.ZERO, ANY), false);

        assertThat(shop.checkouts()).hasSize(15).doesNotHaveDuplicates();
        assertThat(report.total().counts().of(Fact.REFUSED)).isEqualTo(15);
        assertThat(report.total().counts().of(Fact.RETRIES)).isEqualTo(10);
        assertThat(report.total().counts().failureRate()).hasValue(1);
        assertThat(report.reasons().keySet())
                .singleElement()
                .asString()
                .contains("/carts/{id}/checkout answered 503: the pool is exhausted");
    }

    @Test
    void whoseOrderFailsTriesAgainToo() throws InterruptedException {
        shop.endOrdersAs("failed");

        ShoppersReport report = run(5, ALL_BUY, new Retries(1, Duration.ofMillis(10), ANY), false);

        assertThat(shop.checkouts()).hasSize(10).doesNotHaveDuplicates();
        assertThat(report.total().counts().of(Fact.FAILED)).isEqualTo(10);
    }

    @Test
    void whatIsSoldOutIsNoFailureAndIsNotTriedAgain() throws InterruptedException {
        shop.endOrdersAs("rejected");

        ShoppersReport report = run(5, ALL_BUY, new Retries(3, Duration.ZERO, ANY), false);

        assertThat(report.total().counts().of(Fact.OUT_OF_STOCK)).isEqualTo(5);
        assertThat(report.total().counts().of(Fact.RETRIES)).isZero();
        assertThat(report.total().counts().failureRate()).isEmpty();
    }

    @Test
    void shoppersWhoLoseHeartBuyNoMore() throws InterruptedException {
        shop.refuseCheckouts("the pool is exhausted");

        ShoppersReport report = run(200, ALL_BUY, Retries.NONE, true);

        // The first ten teach them, and those who are on their way meanwhile.
        assertThat(report.total().counts().of(Fact.CHECKOUTS)).isBetween(10L, 150L);
        assertThat(report.total().weights()).isEqualTo(new Weights(100, 0, 0));
    }

    @Test
    void patienceEndsAlsoWhileCheckoutHangs() throws InterruptedException {
        shop.hangWhenAskedForOrders();
        Habits impatient = Habits.of(PatienceRange.of(Duration.ofMillis(200)), Retries.NONE);
        Instant began = Instant.now();

        ShoppersReport report = run(2, ALL_BUY, impatient, false);

        assertThat(report.total().counts().of(Fact.FAILED)).isEqualTo(2);
        assertThat(report.total().latency(Kind.ORDER).maxMs()).isBetween(190.0, 1_000.0);
        // Less than a question waits for its answer.
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(25));
    }

    private ShoppersReport run(int shoppers, Weights weights, Retries retries, boolean shifts)
            throws InterruptedException {
        Habits patient = Habits.of(PatienceRange.of(Duration.ofSeconds(10)), retries);
        return run(shoppers, weights, patient, shifts);
    }

    private ShoppersReport run(int shoppers, Weights weights, Habits habits, boolean shifts)
            throws InterruptedException {
        // Ends between the last and the one who would come next.
        Duration lasts = Duration.ofMillis(10L * shoppers - 5);
        JourneyPlan plan = new JourneyPlan(Pace.steady(100), lasts, weights, shifts, habits, Taste.EVEN, 1);
        return new Shoppers(new Shop(wire, shop.ports()), plan, second -> {}).run();
    }
}
