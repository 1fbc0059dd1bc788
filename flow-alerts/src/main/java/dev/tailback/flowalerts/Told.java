package dev.tailback.flowalerts;

import dev.tailback.flowalerts.exposition.Family;
import dev.tailback.flowalerts.exposition.IncidentFamilies;
import dev.tailback.flowalerts.exposition.LagFamilies;
import dev.tailback.flowalerts.exposition.OwnFamilies;
import dev.tailback.flowalerts.exposition.RuleFamilies;
import dev.tailback.flowalerts.incidents.IncidentDesk;
import dev.tailback.flowalerts.incidents.Incidents;
import dev.tailback.flowalerts.lag.LagSource;
import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.metrics.LatestMetrics;
import dev.tailback.flowalerts.otlp.OtlpCounts;
import dev.tailback.flowalerts.spans.SpanStore;
import dev.tailback.flowalerts.store.TraceSpans;
import dev.tailback.flowalerts.watch.WatchView;
import dev.tailback.flowalerts.workers.WorkerState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that flow-alerts tells as metrics, of itself and of the Kafka that it watches. */
record Told(
        SpanStore spans,
        @Nullable TraceSpans database,
        LatestMetrics metrics,
        RecentLogs logs,
        Supplier<OtlpCounts> otlp,
        Supplier<List<WorkerState>> workers,
        @Nullable LagSource lag,
        Supplier<WatchView> rules,
        IncidentDesk desk) {
    List<Family> families() {
        ArrayList<Family> families = new ArrayList<>(ofItself());
        if (lag != null) {
            families.addAll(ofLag(lag).figures(lag.state().get()));
        }
        return families;
    }

    /** Without lag, which rules are told after each look. */
    List<Family> ofItself() {
        ArrayList<Family> families = new ArrayList<>(OwnFamilies.received(otlp.get()));
        families.addAll(OwnFamilies.remembered(spans.counts(), metrics.counts(), logs.counts()));
        if (database != null) {
            families.addAll(OwnFamilies.stored(database.counts()));
        }
        families.addAll(OwnFamilies.workers(workers.get()));
        WatchView watched = rules.get();
        families.addAll(RuleFamilies.of(watched));
        families.addAll(ofIncidents(watched));
        if (lag != null) {
            families.addAll(LagFamilies.looks(lag.state().get()));
        }
        return families;
    }

    private List<Family> ofIncidents(WatchView watched) {
        Incidents incidents = desk.incidents();
        List<String> rules =
                watched.rules().stream().map(view -> view.rule().name()).toList();
        List<Family> families = new ArrayList<>();
        families.add(IncidentFamilies.open(rules, incidents.all()));
        families.addAll(IncidentFamilies.kept(incidents.counts(), incidents.journal()));
        families.addAll(IncidentFamilies.notifications(desk.destinations()));
        return families;
    }

    private static LagFamilies ofLag(LagSource lag) {
        return new LagFamilies(lag.settings().names(), lag.settings().cluster());
    }
}
