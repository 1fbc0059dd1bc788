package dev.tailback.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.events.Money;
import dev.tailback.lab.journeys.Visit;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckoutsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant DUE = NOON.plusSeconds(30);
    private static final UUID ORDER = UUID.fromString("01980a3c-7c1e-7000-8000-000000000001");

    private final List<String> ends = new ArrayList<>();
    private final AtomicInteger present = new AtomicInteger();
    private final Checkouts checkouts =
            new Checkouts(present, (bought, order) -> ends.add(order == null ? "given up" : order.state()));

    @BeforeEach
    void checkOut() {
        Product chair = new Product("SKU-00001", "Chair", "office", Money.ofCents(1_999));
        Visit visit = new Visit(Duration.ZERO, 0, true, 0, 1, false, "4242424242424242", Duration.ofSeconds(30), 0);
        checkouts.await(new Bought(ORDER, visit, chair, 1, NOON, DUE));
    }

    @Test
    void anEndIsToldOnce() {
        learn(order("confirmed"), NOON);
        learn(order("confirmed"), NOON);

        assertThat(ends).containsExactly("confirmed");
        assertThat(checkouts.awaitedCount()).isZero();
        assertThat(present).hasValue(0);
    }

    @Test
    void patienceIsOverWhenALookAfterItsEndFindsTheOrderOpen() {
        learn(order("placed"), DUE.plus(Checkouts.GRACE));
        assertThat(ends).isEmpty();

        learn(order("placed"), DUE.plus(Checkouts.GRACE).plusMillis(1));
        assertThat(ends).containsExactly("given up");
    }

    @Test
    void anOrderThatCheckoutNeverHeardOfIsGivenUpToo() {
        learn(null, DUE.plusSeconds(2));

        assertThat(ends).containsExactly("given up");
    }

    @Test
    void anEndIsBelievedHoweverLateItIsHeard() {
        learn(order("confirmed"), DUE.plusSeconds(5));

        assertThat(ends).containsExactly("confirmed");
    }

    @Test
    void whileCheckoutCannotBeAskedShoppersWaitALittleLonger() {
        checkouts.giveUpWhomNobodyCouldAskFor(DUE.plus(Checkouts.UNASKED_GRACE));
        assertThat(ends).isEmpty();

        checkouts.giveUpWhomNobodyCouldAskFor(DUE.plus(Checkouts.UNASKED_GRACE).plusMillis(1));
        assertThat(ends).containsExactly("given up");
    }

    private void learn(@Nullable OrderView found, Instant now) {
        checkouts.learn(List.of(ORDER), found == null ? List.of() : List.of(found), now);
    }

    private static OrderView order(String state) {
        return new OrderView(ORDER, state, "trace", null, NOON, null, state.equals("placed") ? null : NOON);
    }
}
