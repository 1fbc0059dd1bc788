package dev.tailback.lab.payments;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** By how much every authorisation and every void is answered later than it could be; to be changed meanwhile. */
final class Lateness {
    private static final long MOST_MILLIS = 300_000;
    private static final String ALLOWED = "0 (off) to " + MOST_MILLIS;

    private volatile Duration delay = Duration.ZERO;

    record Wanted(@Nullable Long delayMs) {}

    record Shown(long delayMs) {}

    Duration delay() {
        return delay;
    }

    Shown show() {
        return new Shown(delay.toMillis());
    }

    Shown change(String body) {
        Long millis;
        try {
            millis = Json.read(body, Wanted.class).delayMs();
        } catch (JacksonException unreadable) {
            throw Refused.of(
                    400, "the body must be {\"delay_ms\": " + ALLOWED + "}: " + unreadable.getOriginalMessage());
        }
        if (millis == null || millis < 0 || millis > MOST_MILLIS) {
            throw Refused.invalid("delay_ms", millis == null ? null : millis.toString(), ALLOWED);
        }
        delay = Duration.ofMillis(millis);
        return show();
    }
}
