package dev.tailback.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.checkout.payment.Voids.Due;
import dev.tailback.events.OrderId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoidPaymentsTest {
    private final Due fine = due();
    private final Due refused = due();
    private final Due broken = due();

    @Test
    void oneThatCannotBeAskedForTakesAlongNoConfirmationOfAnother() {
        assertThat(VoidPayments.confirmed(List.of(broken, fine, refused), this::ask))
                .containsExactly(fine.order());
    }

    private boolean ask(Due due) {
        if (due.equals(broken)) {
            throw new IllegalStateException("the call for order " + due.order() + " could not be made");
        }
        return due.equals(fine);
    }

    private static Due due() {
        return new Due(OrderId.at(Instant.now()), 1, null);
    }
}
