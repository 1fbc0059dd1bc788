package dev.tailback.checkout.orders;

import static dev.tailback.checkout.orders.RunningCheckout.PATIENCE;
import static dev.tailback.checkout.orders.RunningCheckout.TRACE;
import static dev.tailback.checkout.orders.RunningCheckout.cart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.checkout.payment.FakeProvider;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.StockRefused;
import dev.tailback.events.StockReserved;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersIT {
    private RunningCheckout checkout;

    @BeforeAll
    void start(ShopServers servers) {
        checkout = new RunningCheckout(servers);
    }

    @AfterAll
    void stop() {
        checkout.close();
    }

    @Test
    void aSubmittedCartBecomesAnOrderInItsTrace() {
        OrderId id = checkout.place(FakeProvider.APPROVE, PATIENCE);

        Order placed = checkout.find(id);

        assertThat(placed.total()).isEqualTo(Money.ofCents(9_998));
        assertThat(placed.traceId()).isEqualTo(TRACE);
        assertThat(checkout.eventsOf(id)).containsExactly("OrderPlaced");
        assertThat(checkout.database
                        .sql("SELECT traceparent FROM outbox WHERE key = :id")
                        .param("id", id.value())
                        .query(String.class)
                        .single())
                .startsWith("00-" + TRACE + "-");
    }

    @Test
    void aReservedAndPaidOrderIsConfirmed() {
        OrderId id = checkout.reserve(FakeProvider.APPROVE);

        Order confirmed = checkout.awaitState(id, OrderState.CONFIRMED);

        assertThat(confirmed.endedAt()).isNotNull();
        assertThat(confirmed.reason()).isNull();
        assertThat(checkout.eventsOf(id)).containsExactly("OrderPlaced", "OrderConfirmed");
        assertThat(checkout.provider.timesCharged(id)).isOne();
        assertThat(checkout.voidIsDue(id)).isFalse();
        FakeProvider.Call call = checkout.provider.callsFor(id).getFirst();
        assertThat(call.cents()).isEqualTo(9_998);
        assertThat(call.idempotencyKey()).isEqualTo(id.toString());
        assertThat(call.traceparent()).startsWith("00-" + TRACE + "-");
    }

    @Test
    void refusedStockRejectsTheOrder() {
        OrderId id = checkout.place(FakeProvider.APPROVE, PATIENCE);

        checkout.send(new StockRefused(id, Instant.now(), List.of(Sku.numbered(1))));

        assertThat(checkout.awaitState(id, OrderState.REJECTED).reason()).isEqualTo("out_of_stock");
        assertThat(checkout.eventsOf(id)).containsExactly("OrderPlaced", "OrderRejected");
        assertThat(checkout.provider.callsFor(id)).isEmpty();
    }

    @Test
    void redeliveredRecordsChangeNothing() {
        OrderId id = OrderId.at(Instant.now());
        UUID cartEvent = UuidV7.at(Instant.now());
        UUID stockEvent = UuidV7.at(Instant.now());
        checkout.send(cartEvent, cart(id, FakeProvider.APPROVE, PATIENCE));
        checkout.awaitState(id, OrderState.PLACED);
        checkout.send(stockEvent, new StockReserved(id, Instant.now()));
        Order confirmed = checkout.awaitState(id, OrderState.CONFIRMED);

        checkout.send(cartEvent, cart(id, FakeProvider.APPROVE, PATIENCE));
        checkout.send(stockEvent, new StockReserved(id, Instant.now()));
        checkout.awaitAllBefore(id);

        assertThat(checkout.find(id)).isEqualTo(confirmed);
        assertThat(checkout.eventsOf(id)).hasSize(2);
        assertThat(checkout.provider.callsFor(id)).hasSize(1);
    }

    @Test
    void aPoisonRecordDoesNotHoldUpWhatFollows() {
        OrderId id = OrderId.at(Instant.now());
        checkout.sendUnreadable(cart(id, FakeProvider.APPROVE, PATIENCE));

        checkout.awaitAllBefore(id);

        assertThat(checkout.awaitState(id, OrderState.FAILED).reason()).isEqualTo("dead_letter");
    }

    @Test
    void theOrderIsShownWithItsReasonAndPatience() throws IOException, InterruptedException {
        OrderId id = checkout.reserve(FakeProvider.DECLINE);
        checkout.awaitState(id, OrderState.CANCELLED);

        String shown = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + checkout.httpPort() + "/orders/" + id))
                                .build(),
                        BodyHandlers.ofString())
                .body();

        assertThat(shown)
                .contains("\"state\":\"cancelled\"", "\"reason\":\"insufficient_funds\"", "\"patience_ends\":\"20");
    }

    /** It asks for payments to void twice a second. */
    @Test
    void slowQueriesSpareWhatIsDoneByTheClock() throws IOException, InterruptedException {
        post("/demo/enable-slow-queries", "{\"delay_ms\":1000}");
        try {
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(4))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> sleeping() == 0);
        } finally {
            post("/demo/reset", "{}");
        }
    }

    private long sleeping() {
        return checkout.database
                .sql("SELECT count(*) FROM pg_stat_activity WHERE usename = 'checkout' AND wait_event = 'PgSleep'")
                .query(Long.class)
                .single();
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + checkout.httpPort() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }
}
