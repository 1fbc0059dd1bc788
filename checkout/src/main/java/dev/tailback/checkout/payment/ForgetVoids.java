package dev.tailback.checkout.payment;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets voids that the provider has confirmed, once nobody will ask about them any more. */
@Component
class ForgetVoids {
    private static final int AT_ONCE = 5_000;

    private final Voids voids;
    private final Clock clock;
    private final Duration kept;

    ForgetVoids(Voids voids, Clock clock, @Value("${tailback.voids.kept}") Duration kept) {
        if (kept.compareTo(Duration.ofDays(1)) < 0 || kept.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("tailback.voids.kept is 1d to 366d, but got " + kept.toDays() + "d");
        }
        this.voids = voids;
        this.clock = clock;
        this.kept = kept;
    }

    @Scheduled(initialDelayString = "PT3M", fixedDelayString = "PT1H")
    void forget() {
        int forgotten;
        do {
            forgotten = voids.forgetVoided(clock.instant().minus(kept), AT_ONCE);
        } while (forgotten == AT_ONCE);
    }
}
