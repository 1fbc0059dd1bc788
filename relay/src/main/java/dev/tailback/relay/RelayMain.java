package dev.tailback.relay;

import dev.tailback.events.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the outboxes of all stages to Kafka, as the one relay that leads. */
public final class RelayMain {
    private static final Logger log = LoggerFactory.getLogger(RelayMain.class);

    private RelayMain() {}

    public static void main(String[] args) throws Exception {
        RelaySettings settings;
        try {
            settings = RelaySettings.from(System.getenv());
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(settings));
    }

    /** Returns when the reading ended: 0 when asked to, 1 otherwise, for whoever started this to start it again. */
    private static int run(RelaySettings settings) throws Exception {
        OpenTelemetry telemetry = Telemetry.start("relay");
        try (HealthServer health = new HealthServer(settings.address(), settings.port());
                Leadership leadership = Leadership.await(settings);
                Publisher publisher = new Publisher(settings.bootstrapServers(), telemetry);
                OutboxReader reader = new OutboxReader(settings, publisher)) {
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(reader, stopped), "relay-stop"));
            health.watch(reader);
            log.info("relay leads: {}", settings);
            reader.run();
            stopped.countDown();
            return reader.ended() == null ? 0 : 1;
        }
    }

    private static void close(OutboxReader reader, CountDownLatch stopped) {
        try {
            reader.close();
            stopped.await();
        } catch (Exception failed) {
            log.warn("the reading of the outboxes did not stop cleanly", failed);
        }
    }
}
