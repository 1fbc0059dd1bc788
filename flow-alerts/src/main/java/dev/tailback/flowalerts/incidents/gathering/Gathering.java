package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.causes.Diagnosis;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts together what is known of an incident. */
public final class Gathering {
    private final Sources sources;
    private final FactFinder facts;
    private final SpansOf spans;

    public Gathering(Sources sources) {
        this.sources = sources;
        this.facts = new FactFinder(sources.tallies(), sources.figures());
        this.spans = new SpansOf(sources.traces());
    }

    /**
     * All that is known now, with what was known before and is known no more. Empty for one that began before this process
     * remembers anything.
     */
    public Optional<CaseFile> gather(Incident incident, Instant now) {
        long earliest = sources.tallies().earliest();
        if (earliest > Window.nanos(incident.since())) {
            return Optional.empty();
        }
        return Optional.of(gather(incident, Window.of(incident, earliest, Window.nanos(now)), now));
    }

    private CaseFile gather(Incident incident, Window window, Instant now) {
        CaseFile before = incident.file();
        List<SpanTallies.Planned> plans = sources.tallies().plans(window.from(), window.to());
        SpansOf.Found found = spans.of(incident, plans, before.spans());
        LinesOf.Found lines = new LinesOf(sources.figures()).in(window);
        CaseFile.Orders orders = new OrdersOf(sources.tallies()).in(window);
        TimelineOf.Found moments = new TimelineOf(sources).of(incident, window);
        return new CaseFile(
                now,
                before.stages(),
                before.thresholds(),
                found.spans(),
                lines.lines(),
                PlansOf.of(plans),
                orders,
                new RevenueOf(sources.figures()).of(incident, now),
                Diagnosis.of(facts.facts(window)),
                moments.moments(),
                new CaseFile.LeftOut(
                        found.leftOut(),
                        lines.leftOut(),
                        Math.max(0, plans.size() - CaseFile.MOST_PLANS),
                        Math.max(0, orders.failed() - orders.ids().size()),
                        moments.leftOut()));
    }
}
