package dev.tailback.checkout.orders;

import static dev.tailback.checkout.orders.RunningCheckout.PATIENCE;
import static dev.tailback.checkout.orders.RunningCheckout.TRACE;
import static dev.tailback.checkout.orders.RunningCheckout.cart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.checkout.payment.FakeProvider;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.StockReleased;
import dev.tailback.events.StockReserved;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders that end for want of time, or of a record that can be read. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndingsIT {
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(4);

    private RunningCheckout checkout;

    @BeforeAll
    void start(ShopServers servers) {
        checkout = new RunningCheckout(servers, "--tailback.sweeper.grace=" + GRACE, "--tailback.sweeper.every=200ms");
    }

    @AfterAll
    void stop() {
        checkout.close();
    }

    @Test
    void aCartThatComesTooLateFailsAtOnce() {
        OrderId id = checkout.submit(FakeProvider.APPROVE, Duration.ofSeconds(-1));

        assertThat(checkout.awaitState(id, OrderState.FAILED).reason()).isEqualTo("deadline_exceeded");
        assertThat(checkout.eventsOf(id)).containsExactly("OrderFailed");
    }

    @Test
    void stockThatComesTooLateFailsTheOrderAndNobodyIsAskedForMoney() {
        OrderId id = checkout.place(FakeProvider.APPROVE, SHORT_PATIENCE);
        awaitEndOfPatience(id);

        checkout.send(new StockReserved(id, Instant.now()));

        assertThat(checkout.awaitState(id, OrderState.FAILED).reason()).isEqualTo("deadline_exceeded");
        assertThat(checkout.provider.callsFor(id)).isEmpty();
        assertThat(checkout.voidIsDue(id)).isFalse();
    }

    @Test
    void anOrderOfWhichNothingIsHeardIsSweptUpInItsOwnTrace() {
        OrderId id = checkout.place(FakeProvider.APPROVE, SHORT_PATIENCE);

        Order swept = checkout.awaitState(id, OrderState.FAILED);
        assertThat(swept.reason()).isEqualTo("stalled");
        assertThat(swept.endedAt()).isAfterOrEqualTo(swept.patienceEnds().plus(GRACE));
        assertThat(checkout.eventsOf(id)).containsExactly("OrderPlaced", "OrderFailed");
        assertThat(checkout.database
                        .sql("SELECT traceparent FROM outbox WHERE key = :id")
                        .param("id", id.value())
                        .query(String.class)
                        .list())
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(traceparent -> traceparent.startsWith("00-" + TRACE + "-"));
        assertThat(checkout.voidIsDue(id)).isFalse();
    }

    @Test
    void anOrderThatStalledWhileBeingPaidForIsVoided() {
        OrderId id = checkout.place(FakeProvider.APPROVE, SHORT_PATIENCE);
        int reserved = checkout.database
                .sql("UPDATE orders SET state = 'reserved' WHERE id = :id")
                .param("id", id.value())
                .update();

        assertThat(reserved).isOne();
        assertThat(checkout.awaitState(id, OrderState.FAILED).reason()).isEqualTo("stalled");
        checkout.awaitVoided(id);
    }

    @Test
    void aCartThatNobodyCanReadIsAnOrderThatFailed() {
        OrderId id = OrderId.at(Instant.now());

        checkout.sendUnreadable(cart(id, FakeProvider.APPROVE, PATIENCE));

        Order failed = checkout.awaitState(id, OrderState.FAILED);
        assertThat(failed.reason()).isEqualTo("dead_letter");
        assertThat(failed.total().cents()).isZero();
        assertThat(failed.traceId()).isEqualTo(TRACE);
        assertThat(checkout.eventsOf(id)).containsExactly("OrderFailed");
    }

    @Test
    void aDeadLetterOfAnotherStageEndsTheOrderAndLateAnswersChangeNothing() {
        OrderId id = checkout.place(FakeProvider.APPROVE, PATIENCE);
        checkout.bury(new OrderPlaced(id, Instant.now(), Instant.now(), List.of()), "inventory");
        Order failed = checkout.awaitState(id, OrderState.FAILED);

        checkout.send(new StockReserved(id, Instant.now()));
        checkout.send(new StockReleased(id, Instant.now()));
        checkout.bury(new StockReserved(id, Instant.now()), "checkout");
        checkout.send(cart(id, FakeProvider.APPROVE, PATIENCE));
        checkout.awaitAllBefore(id);

        assertThat(failed.reason()).isEqualTo("dead_letter");
        assertThat(checkout.find(id)).isEqualTo(failed);
        assertThat(checkout.eventsOf(id)).containsExactly("OrderPlaced", "OrderFailed");
        assertThat(checkout.provider.callsFor(id)).isEmpty();
    }

    @Test
    void anAnswerFromStockThatNobodyCanReadEndsTheOrder() {
        OrderId id = checkout.place(FakeProvider.APPROVE, PATIENCE);

        checkout.sendUnreadable(new StockReserved(id, Instant.now()));

        assertThat(checkout.awaitState(id, OrderState.FAILED).reason()).isEqualTo("dead_letter");
    }

    /** It may end between the look at it and the note that money will be asked for. */
    @Test
    void anOrderThatHasEndedIsNotReservedAnyMore() {
        OrderId open = checkout.place(FakeProvider.APPROVE, PATIENCE);
        OrderId ended = checkout.submit(FakeProvider.APPROVE, Duration.ofSeconds(-1));
        Order failed = checkout.awaitState(ended, OrderState.FAILED);

        assertThat(checkout.orders.reserve(Set.of(open, ended))).containsExactly(open);

        assertThat(checkout.find(ended)).isEqualTo(failed);
        assertThat(checkout.find(open).state()).isEqualTo(OrderState.RESERVED);
    }

    private void awaitEndOfPatience(OrderId id) {
        Instant end = checkout.find(id).patienceEnds();
        await().atMost(RunningCheckout.SOON).until(() -> !Instant.now().isBefore(end));
    }
}
