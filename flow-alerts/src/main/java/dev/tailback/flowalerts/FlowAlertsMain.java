package dev.tailback.flowalerts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts flow-alerts from the environment; see {@link Settings}. */
public final class FlowAlertsMain {
    private static final int CANNOT_START = 2;

    private FlowAlertsMain() {}

    public static void main(String[] args) {
        try {
            start();
        } catch (CannotStart e) {
            System.err.println("flow-alerts cannot start: " + e.getMessage());
            System.exit(CANNOT_START);
        }
    }

    private static void start() {
        var flowAlerts = FlowAlerts.start(Settings.from(System.getenv()));
        Logger log = LoggerFactory.getLogger(FlowAlertsMain.class);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            flowAlerts.close();
                            log.info("flow-alerts stopped");
                        },
                        "stop"));
        log.info("flow-alerts ready: {}, OTLP {}, gRPC {}", flowAlerts.api(), flowAlerts.otlp(), flowAlerts.grpc());
    }
}
