package dev.tailback.checkout.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.checkout.payment.FakeProvider;
import dev.tailback.events.OrderId;
import dev.tailback.events.StockReserved;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentIT {
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
    void aDeclinedCardCancelsTheOrder() {
        OrderId id = checkout.reserve(FakeProvider.DECLINE);

        assertThat(checkout.awaitState(id, OrderState.CANCELLED).reason()).isEqualTo("insufficient_funds");
        assertThat(checkout.eventsOf(id)).containsExactly("OrderPlaced", "OrderCancelled");
        assertThat(checkout.voidIsDue(id)).isFalse();
    }

    @Test
    void aProviderInTroubleIsAskedThreeTimesAndThenTheOrderFails() {
        OrderId id = checkout.reserve(FakeProvider.ERROR);

        assertFailedAndVoided(id);
        assertThat(checkout.provider.callsFor(id)).hasSize(3);
    }

    @Test
    void aSlowProviderFailsTheOrderAndWhatItAuthorisesAfterwardsIsVoided() {
        OrderId id = checkout.reserve(FakeProvider.SLOW);

        assertFailedAndVoided(id);
    }

    @Test
    void rubbishIsNoApproval() {
        OrderId id = checkout.reserve(FakeProvider.RUBBISH);

        assertFailedAndVoided(id);
    }

    @Test
    void norIsAnAnswerThatSaysNothing() {
        OrderId id = checkout.reserve(FakeProvider.NOTHING);

        assertFailedAndVoided(id);
        assertThat(checkout.provider.callsFor(id)).hasSize(3);
    }

    @Test
    void anAnswerLostAfterTheAuthorisationChargesOnceAndIsVoided() {
        OrderId id = checkout.reserve(FakeProvider.ANSWER_LOST);

        assertFailedAndVoided(id);
        assertThat(checkout.provider.callsFor(id)).hasSize(3);
        assertThat(checkout.provider.timesCharged(id)).isOne();
    }

    @Test
    void anUnreachableProviderFailsTheOrderAndIsAskedToVoidUntilItIsBack() {
        checkout.provider.goAway();
        OrderId id;
        try {
            id = checkout.reserve(FakeProvider.APPROVE);
            assertThat(checkout.awaitState(id, OrderState.FAILED).reason()).isEqualTo("payment_unavailable");
            await().atMost(RunningCheckout.SOON).until(() -> voidAttempts(id) >= 2);
            assertThat(checkout.provider.isVoided(id)).isFalse();
        } finally {
            checkout.provider.comeBack();
        }

        checkout.awaitVoided(id);
        assertThat(checkout.provider.timesCharged(id)).isZero();
    }

    @Test
    void oneOrderInTroubleDoesNotFailItsNeighbours() {
        List<OrderId> fine = IntStream.range(0, 20)
                .mapToObj(n -> checkout.submit(FakeProvider.APPROVE, RunningCheckout.PATIENCE))
                .toList();
        OrderId trouble = checkout.place(FakeProvider.ERROR, RunningCheckout.PATIENCE);
        fine.forEach(id -> checkout.awaitState(id, OrderState.PLACED));

        fine.forEach(id -> checkout.send(new StockReserved(id, Instant.now())));
        checkout.send(new StockReserved(trouble, Instant.now()));

        fine.forEach(id -> checkout.awaitState(id, OrderState.CONFIRMED));
        checkout.awaitState(trouble, OrderState.FAILED);
    }

    @Test
    void aSlowCardHoldsUpNoOrderOfItsBatchNorOfLaterOnes() {
        OrderId slow = checkout.submit(FakeProvider.SLOW, RunningCheckout.PATIENCE);
        List<OrderId> others = IntStream.range(0, 10)
                .mapToObj(n -> checkout.submit(FakeProvider.APPROVE, RunningCheckout.PATIENCE))
                .toList();
        others.forEach(id -> checkout.awaitState(id, OrderState.PLACED));
        checkout.awaitState(slow, OrderState.PLACED);

        checkout.sendAll(Stream.concat(Stream.of(slow), others.subList(0, 5).stream())
                .map(id -> RunningCheckout.record(UuidV7.at(Instant.now()), new StockReserved(id, Instant.now())))
                .toList());
        await().atMost(RunningCheckout.SOON)
                .until(() -> !checkout.provider.callsFor(slow).isEmpty());
        others.subList(5, 10).forEach(id -> checkout.send(new StockReserved(id, Instant.now())));

        Instant slowEnded = checkout.awaitState(slow, OrderState.FAILED).endedAt();
        assertThat(others)
                .allSatisfy(id -> assertThat(
                                checkout.awaitState(id, OrderState.CONFIRMED).endedAt())
                        .isBefore(slowEnded));
    }

    private void assertFailedAndVoided(OrderId id) {
        assertThat(checkout.awaitState(id, OrderState.FAILED).reason()).isEqualTo("payment_unavailable");
        assertThat(checkout.eventsOf(id)).containsExactly("OrderPlaced", "OrderFailed");
        checkout.awaitVoided(id);
    }

    private int voidAttempts(OrderId id) {
        return checkout.database
                .sql("SELECT coalesce(max(attempts), 0) FROM voids WHERE order_id = :id")
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }
}
