package dev.tailback.flowalerts.incidents.notify;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of the requests to one address. A change for the worse or the better is logged once. */
final class Tries {
    private static final Logger log = LoggerFactory.getLogger(Tries.class);

    private final String kind;
    private final String host;
    private long sent;
    private long failures;
    private long dropped;
    private @Nullable String lastFailure;

    Tries(String kind, Address address) {
        this.kind = kind;
        this.host = address.host();
    }

    synchronized void taken() {
        if (lastFailure != null) {
            log.info("the {} at {} takes incidents again", kind, host);
        }
        sent++;
        lastFailure = null;
    }

    synchronized void failed(String why) {
        if (lastFailure == null) {
            log.warn("the {} at {} takes no incidents: {}; it is tried again", kind, host, why);
        }
        failures++;
        lastFailure = why;
    }

    synchronized void dropped(String why) {
        log.warn("the {} at {} will not hear of an incident: {}", kind, host, why);
        dropped++;
        lastFailure = why;
    }

    synchronized DestinationState state(int waiting) {
        return new DestinationState(kind, host, sent, failures, dropped, waiting, lastFailure);
    }
}
