package dev.tailback.flowalerts.incidents;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * For a while nobody is told what is probably behind an incident: people practise to find it. Whatever else is known of it
 * is told. It ends by itself, since whoever asked for it may be gone.
 */
final class KeptCauses {
    static final Duration LONGEST = Duration.ofMinutes(10);

    private final LongSupplier nanos;
    private volatile long until;
    private volatile boolean isOn;

    KeptCauses(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void keepFor(Duration time) {
        until = nanos.getAsLong() + time.toNanos();
        isOn = time.isPositive();
    }

    Incident told(Incident incident) {
        return isOn && until - nanos.getAsLong() > 0
                ? incident.with(incident.file().withCauses(List.of()))
                : incident;
    }
}
