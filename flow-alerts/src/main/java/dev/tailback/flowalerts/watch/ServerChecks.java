package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.metrics.MetricKind;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.metrics.MetricValue;
import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.workers.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the servers that flow-alerts needs whether they are there, every few seconds, and tells it as metrics; so that rules
 * which need neither say when one is gone. Of one that has never answered nothing is told: it is not lost.
 */
public final class ServerChecks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServerChecks.class);

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final Scope SCOPE = new Scope("dev.tailback.flowalerts", "");

    private final Map<String, BooleanSupplier> checks;
    private final Resource resource;
    private final Consumer<List<MetricPoint>> told;
    private final Clock clock;
    private final Set<String> known = new HashSet<>();
    private final Worker worker;

    private ServerChecks(
            Map<String, BooleanSupplier> checks, Resource resource, Consumer<List<MetricPoint>> told, Clock clock) {
        this.checks = Map.copyOf(checks);
        this.resource = resource;
        this.told = told;
        this.clock = clock;
        this.worker = Worker.every(EVERY, "server-checks", this::check);
    }

    /**
     * @param checks by the metric's name, whether the server is there
     * @param resource who tells it
     */
    public static ServerChecks start(
            Map<String, BooleanSupplier> checks, Resource resource, Consumer<List<MetricPoint>> told, Clock clock) {
        return new ServerChecks(checks, resource, told, clock);
    }

    public Worker worker() {
        return worker;
    }

    private void check() {
        List<MetricPoint> points = new ArrayList<>();
        checks.forEach((name, isThere) -> {
            boolean up = isThere.getAsBoolean();
            if (up) {
                known.add(name);
            }
            if (known.contains(name)) {
                points.add(point(name, up ? 1 : 0));
            }
        });
        told.accept(points);
    }

    private MetricPoint point(String name, long up) {
        return new MetricPoint(
                resource,
                SCOPE,
                name,
                "1",
                MetricKind.GAUGE,
                Attributes.NONE,
                clock.millis() * 1_000_000,
                new MetricValue.Single(up));
    }

    @Override
    public void close() {
        worker.interrupt();
        try {
            if (!worker.join(CLOSE_WITHIN)) {
                log.warn("checking of servers did not end within {} s", CLOSE_WITHIN.toSeconds());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
