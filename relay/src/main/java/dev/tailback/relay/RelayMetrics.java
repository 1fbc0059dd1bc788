package dev.tailback.relay;

import dev.tailback.relay.Watch.Seen;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How far the relay is, and how much waits for it. What is not known, a backlog where it does not lead, is left out. */
final class RelayMetrics {
    private final AtomicReference<@Nullable Term> term;
    private final Watch watch;

    private RelayMetrics(AtomicReference<@Nullable Term> term, Watch watch) {
        this.term = term;
        this.watch = watch;
    }

    static void observe(Meter meter, AtomicReference<@Nullable Term> term, Watch watch) {
        RelayMetrics metrics = new RelayMetrics(term, watch);
        meter.gaugeBuilder(Names.RELAY_LEADS)
                .ofLongs()
                .setDescription("1 while this relay leads and reads.")
                .buildWithCallback(metrics::leads);
        meter.gaugeBuilder(Names.RELAY_BACKLOG)
                .ofLongs()
                .setUnit("{row}")
                .setDescription("Rows that wait to be published, about; counted up to " + Watch.LARGEST_BACKLOG + ".")
                .buildWithCallback(metrics::backlog);
        meter.gaugeBuilder(Names.RELAY_RETAINED_WAL)
                .ofLongs()
                .setUnit("By")
                .setDescription("Write-ahead log that PostgreSQL keeps for the relay.")
                .buildWithCallback(metrics::retainedWal);
        meter.gaugeBuilder(Names.RELAY_UNCONFIRMED_WAL)
                .ofLongs()
                .setUnit("By")
                .setDescription("Write-ahead log that the relay has not confirmed: what waits, in bytes.")
                .buildWithCallback(metrics::unconfirmedWal);
        meter.gaugeBuilder(Names.RELAY_OLDEST_AGE)
                .setUnit("s")
                .setDescription("Age of the oldest row that waits to be published, about; 0 when none waits.")
                .buildWithCallback(metrics::oldestAge);
    }

    /** Of this process, however often it takes the lead. */
    static LongCounter published(Meter meter) {
        LongCounter published = meter.counterBuilder(Names.RELAY_PUBLISHED)
                .setUnit("{row}")
                .setDescription("Rows published as they were read, since this relay started.")
                .build();
        published.add(0);
        return published;
    }

    private void leads(ObservableLongMeasurement result) {
        Term current = term.get();
        result.record(current != null && current.reading() ? 1 : 0);
    }

    private void backlog(ObservableLongMeasurement result) {
        Seen seen = watch.seen();
        if (seen != null && seen.backlog() != null) {
            result.record(seen.backlog());
        }
    }

    private void oldestAge(ObservableDoubleMeasurement result) {
        Seen seen = watch.seen();
        if (seen != null && seen.waiting() != null) {
            result.record(seen.waiting().oldestSeconds());
        }
    }

    private void unconfirmedWal(ObservableLongMeasurement result) {
        Seen seen = watch.seen();
        if (seen != null && seen.slot() != null) {
            result.record(seen.slot().lagBytes());
        }
    }

    private void retainedWal(ObservableLongMeasurement result) {
        Seen seen = watch.seen();
        if (seen != null && seen.slot() != null) {
            result.record(seen.slot().retainedBytes());
        }
    }
}
