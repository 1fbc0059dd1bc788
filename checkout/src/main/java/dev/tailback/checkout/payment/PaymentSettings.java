package dev.tailback.checkout.payment;

import dev.tailback.events.retry.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the provider is asked.
 *
 * @param token what a provider beyond loopback wants to be shown; empty: none
 * @param attempts how often at most, the first time included
 * @param inTransaction a fault setting: ask while holding a database connection, as shops do that exhaust their pools
 */
@ConfigurationProperties("tailback.payment")
public record PaymentSettings(
        URI url,
        @DefaultValue("") String token,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("3") int attempts,
        @DefaultValue("8") int callsInFlight,
        @DefaultValue("false") boolean inTransaction) {
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    public PaymentSettings {
        if (url.getScheme() == null || !url.getScheme().matches("https?") || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "tailback.payment.url (PAYMENT_URL) is http://host:port, but got " + url);
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("tailback.payment.timeout is 1ms to 1m, but got " + timeout);
        }
        within("tailback.payment.attempts", attempts, 1, 20);
        within("tailback.payment.calls-in-flight", callsInFlight, 1, 1_000);
    }

    /** Pauses from 0.1 s to 1 s, and retries no more than a fifth of the calls. */
    RetryPolicy retry() {
        return new RetryPolicy(attempts, Duration.ofMillis(100), Duration.ofSeconds(1), 0.2);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "%s within %s, %d times, %d at once".formatted(url, timeout, attempts, callsInFlight);
    }

    private static void within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s is %d to %d, but got %d".formatted(key, least, most, value));
        }
    }
}
