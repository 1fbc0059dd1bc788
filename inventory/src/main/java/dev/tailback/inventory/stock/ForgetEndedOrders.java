package dev.tailback.inventory.stock;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets which orders ended before anything was set aside for them, once their placing cannot be heard of any more: an
 * event that is older than the inbox's retention is refused.
 */
@Component
class ForgetEndedOrders {
    private static final int AT_ONCE = 5_000;

    private final Reservations reservations;
    private final Clock clock;
    private final Duration kept;

    ForgetEndedOrders(
            Reservations reservations, Clock clock, @Value("${tailback.retention.inbox}") Duration eventsAreKept) {
        this.reservations = reservations;
        this.clock = clock;
        this.kept = eventsAreKept;
    }

    @Scheduled(initialDelayString = "PT3M", fixedDelayString = "PT1H")
    void forget() {
        int forgotten;
        do {
            forgotten = reservations.forgetClosed(clock.instant().minus(kept), AT_ONCE);
        } while (forgotten == AT_ONCE);
    }
}
