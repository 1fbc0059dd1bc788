package dev.tailback.relay;

import dev.tailback.events.telemetry.SpanExport;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads, reads and publishes until it is told to stop. Whatever ends the reading (the database restarts, the slot is
 * taken), it gives up its lead, so that another relay may have it, and queues for it again.
 */
final class Relay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration BEFORE_QUEUEING_AGAIN = Duration.ofSeconds(1);

    private final RelaySettings settings;
    private final OpenTelemetrySdk telemetry;
    private final SpanExport spanExport;
    private final HealthServer health;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable OutboxReader reader;

    Relay(RelaySettings settings, OpenTelemetrySdk telemetry) throws IOException {
        this.settings = settings;
        this.telemetry = telemetry;
        this.spanExport = new SpanExport(telemetry);
        this.health = new HealthServer(settings.address(), settings.port());
    }

    void run() throws InterruptedException {
        do {
            lead();
        } while (!stopping.await(BEFORE_QUEUEING_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        health.close();
        stopped.countDown();
    }

    int healthPort() {
        return health.port();
    }

    private void lead() {
        try (Leadership leadership = Leadership.await(settings);
                Publisher publisher = new Publisher(settings.bootstrapServers(), telemetry);
                OutboxReader reading = new OutboxReader(settings, publisher, spanExport)) {
            reader = reading;
            health.watch(reading);
            log.info("relay leads: {}", settings);
            if (stopping.getCount() > 0) {
                reading.run();
            }
        } catch (SQLException | IOException | RuntimeException failed) {
            log.warn("relay does not lead: {}", failed.toString());
        } finally {
            reader = null;
        }
    }

    /** Returns when what was published is remembered. */
    @Override
    public void close() throws IOException, InterruptedException {
        stopping.countDown();
        OutboxReader reading = reader;
        if (reading != null) {
            reading.close();
        }
        stopped.await();
    }
}
