package dev.tailback.catalog.carts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.events.FailureReason;
import dev.tailback.events.OrderFailed;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CartOutcomeTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final OrderId ORDER = OrderId.at(NOON);

    @Test
    void aPlacedOrderHasNoOutcomeYet() {
        assertThat(CartOutcome.of(new OrderPlaced(ORDER, NOON, NOON, List.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFailureGivesItsReason(FailureReason reason) {
        assertThat(CartOutcome.of(new OrderFailed(ORDER, NOON, reason)))
                .contains(new CartOutcome(ORDER, CartStatus.FAILED, reason.text()));
    }
}
