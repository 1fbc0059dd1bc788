package dev.tailback.relay;

import dev.tailback.relay.slot.Slot;
import dev.tailback.relay.slot.SlotUnusable;
import dev.tailback.telemetry.SpanExport;
import dev.tailback.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads, reads and publishes until it is told to stop. Whatever ends the reading (the database restarts, the lead is
 * lost), it gives up its lead, so that another relay may have it, and queues for it again.
 */
final class Relay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration BEFORE_QUEUEING_AGAIN = Duration.ofSeconds(1);
    /** Making a slot waits for the transactions that are writing. */
    private static final Duration SLOT_PATIENCE = Duration.ofMinutes(5);

    private final RelaySettings settings;
    private final OpenTelemetry telemetry;
    private final SpanExport spanExport;
    private final AtomicReference<@Nullable Term> term = new AtomicReference<>();
    private final Watch watch;
    private final LongCounter published;
    private final Refusals refusals = new Refusals();
    private final HealthServer health;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    Relay(RelaySettings settings, Telemetry telemetry) throws IOException {
        this.settings = settings;
        this.telemetry = telemetry.sdk();
        this.spanExport = telemetry.spanExport();
        this.watch = new Watch(settings, term);
        Meter meter = this.telemetry.getMeter("dev.tailback.relay");
        RelayMetrics.observe(meter, term, watch);
        this.published = RelayMetrics.published(meter);
        this.health = new HealthServer(settings, term, watch, refusals, telemetry.metrics(), telemetry.demoClock());
    }

    /**
     * Returns when it was told to stop.
     *
     * @throws SlotUnusable when it leads and there is no slot from which every row could be read
     */
    void run() throws InterruptedException, SlotUnusable {
        log.info("relay queues for the lead: {}", settings);
        try {
            do {
                lead();
            } while (!stopping.await(BEFORE_QUEUEING_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            health.close();
            watch.close();
            stopped.countDown();
        }
    }

    int healthPort() {
        return health.port();
    }

    private void lead() throws InterruptedException, SlotUnusable {
        try {
            Optional<Leadership> taken = Leadership.await(settings, stopping);
            if (taken.isPresent()) {
                try (Leadership leadership = taken.get()) {
                    takeSlot();
                    serve(leadership);
                }
            }
        } catch (SQLException | RuntimeException failed) {
            log.warn("relay does not lead: {}", failed.toString());
        }
    }

    private void takeSlot() throws SQLException, SlotUnusable {
        try (Connection database = settings.connect(SLOT_PATIENCE)) {
            Slot.free(database);
            Slot.demandUsable(database, settings.renewsLostSlot());
        }
    }

    private void serve(Leadership leadership) throws SQLException, InterruptedException {
        Term begun = new Term(settings, telemetry, spanExport, published, refusals, leadership);
        term.set(begun);
        log.info("relay leads");
        try {
            if (stopping.getCount() == 0) {
                begun.stop();
            }
            begun.serve();
        } finally {
            term.set(null);
            log.info("relay does not lead any more; it published {} rows", begun.published());
        }
    }

    /** Returns when what was published is remembered. */
    @Override
    public void close() throws InterruptedException {
        stopping.countDown();
        Term current = term.get();
        if (current != null) {
            current.stop();
        }
        stopped.await();
    }
}
