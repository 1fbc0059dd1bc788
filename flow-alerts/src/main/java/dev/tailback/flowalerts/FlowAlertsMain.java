package dev.tailback.flowalerts;

import dev.tailback.flowalerts.rules.tools.RulesCommand;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts flow-alerts from the environment; see {@link Settings}. With {@code migrate N} it brings the schema of the spans to
 * that number instead, and ends; with {@code rules …} it runs the commands of those who write rules.
 */
public final class FlowAlertsMain {
    private static final int CANNOT_START = 2;
    private static final String RULES = "rules";

    private FlowAlertsMain() {}

    public static void main(String[] args) {
        try {
            if (args.length == 0) {
                start();
            } else if (args[0].equals(RULES)) {
                System.exit(RulesCommand.execute(Arrays.copyOfRange(args, 1, args.length)));
            } else {
                Migrate.of(args).run(System.getenv());
            }
        } catch (CannotStart failure) {
            System.err.println("flow-alerts cannot start: " + failure.getMessage());
            System.exit(CANNOT_START);
        }
    }

    private static void start() {
        FlowAlerts flowAlerts = FlowAlerts.start(Settings.from(System.getenv()));
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
