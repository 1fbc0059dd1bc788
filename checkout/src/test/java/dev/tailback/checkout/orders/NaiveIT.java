package dev.tailback.checkout.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.checkout.payment.FakeProvider;
import dev.tailback.events.OrderId;
import dev.tailback.events.StockReserved;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The settings that make the shop work for those who have left, and wait for others while holding a connection. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NaiveIT {
    private RunningCheckout checkout;

    @BeforeAll
    void start(ShopServers servers) {
        checkout = new RunningCheckout(
                servers, "--tailback.deadline.check=after", "--tailback.payment.in-transaction=true");
    }

    @AfterAll
    void stop() {
        checkout.close();
    }

    @Test
    void allTheWorkIsDoneForAShopperWhoLeftAndThenUndone() {
        OrderId id = checkout.place(FakeProvider.APPROVE, Duration.ofSeconds(-1));

        checkout.send(new StockReserved(id, Instant.now()));

        assertThat(checkout.awaitState(id, OrderState.FAILED).reason()).isEqualTo("deadline_exceeded");
        assertThat(checkout.provider.timesCharged(id)).isOne();
        assertThat(checkout.eventsOf(id)).containsExactly("OrderPlaced", "OrderFailed");
        checkout.awaitVoided(id);
    }

    @Test
    void aConnectionIsHeldWhileTheProviderIsAsked() {
        OrderId id = checkout.reserve(FakeProvider.SLOW);

        org.awaitility.Awaitility.await("an open transaction while the provider thinks")
                .atMost(RunningCheckout.SOON)
                .until(() -> checkout.database.sql("""
                                SELECT count(*) FROM pg_stat_activity
                                WHERE usename = current_user AND state = 'idle in transaction'
                                  AND now() - state_change > interval '200 milliseconds'""").query(Long.class).single() > 0);
        checkout.awaitState(id, OrderState.FAILED);
    }

    @Test
    void paidOrdersAreConfirmed() {
        OrderId id = checkout.reserve(FakeProvider.APPROVE);

        checkout.awaitState(id, OrderState.CONFIRMED);
        assertThat(checkout.provider.timesCharged(id)).isOne();
    }
}
