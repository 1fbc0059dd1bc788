package dev.tailback.checkout.orders;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param grace how long after the end of patience an order may still be waiting, before it counts as stalled */
@ConfigurationProperties("tailback.sweeper")
record SweeperSettings(
        @DefaultValue("30s") Duration grace,
        @DefaultValue("5s") Duration every) {
    SweeperSettings {
        if (grace.isNegative() || !every.isPositive()) {
            throw new IllegalArgumentException(
                    "tailback.sweeper.grace is 0s or more and tailback.sweeper.every more than 0s, but got " + grace
                            + " and " + every);
        }
    }
}
