package dev.tailback.relay;

import dev.tailback.relay.slot.SlotUnusable;
import dev.tailback.telemetry.Telemetry;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the outboxes of all stages to Kafka. */
public final class RelayMain {
    private static final Logger log = LoggerFactory.getLogger(RelayMain.class);
    private static final int WRONG_USE = 2;
    private static final int NO_SLOT = 3;

    private RelayMain() {}

    public static void main(String[] args) throws InterruptedException {
        Relay relay;
        try {
            relay = new Relay(RelaySettings.from(System.getenv()), Telemetry.start("relay"));
        } catch (IllegalArgumentException | IOException wrong) {
            System.err.println("relay cannot start: " + wrong.getMessage());
            System.exit(WRONG_USE);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(relay), "relay-stop"));
        try {
            relay.run();
        } catch (SlotUnusable refused) {
            System.err.println("relay does not start: " + refused.getMessage());
            System.exit(NO_SLOT);
        }
    }

    private static void close(Relay relay) {
        try {
            relay.close();
        } catch (InterruptedException failed) {
            log.warn("the relay did not stop cleanly; the slot gives again what it had not acknowledged", failed);
        }
    }
}
