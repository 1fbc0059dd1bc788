package dev.tailback.lab.load;

import dev.tailback.lab.produce.Latencies;
import dev.tailback.lab.produce.Reasons;
import dev.tailback.lab.produce.Spread;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** What is written down while shoppers come and go. As large at the end of a day as at its beginning. */
final class Books {
    private final Map<Fact, LongAdder> counts = new EnumMap<>(Fact.class);
    private final Map<Kind, Latencies> latencies = new EnumMap<>(Kind.class);
    private final Reasons reasons = new Reasons();
    private final Shoppers.Listener listener;

    /** @param listener hears of each thing besides */
    Books(Shoppers.Listener listener) {
        this.listener = listener;
        for (Fact fact : Fact.values()) {
            counts.put(fact, new LongAdder());
        }
        for (Kind kind : Kind.values()) {
            latencies.put(kind, new Latencies());
        }
    }

    void count(Fact fact) {
        Objects.requireNonNull(counts.get(fact)).increment();
        listener.happened(fact);
    }

    void answered(Kind kind, Duration took) {
        count(Fact.REQUESTS);
        took(kind, took);
    }

    /** Errors take their time, too: a shopper who hears nothing for 30 s has waited for 30 s. */
    void unanswered(Kind kind, Duration took, String reason) {
        answered(kind, took);
        count(Fact.ERRORS);
        reasons.note(reason);
    }

    void took(Kind kind, Duration took) {
        Objects.requireNonNull(latencies.get(kind)).add(took);
        listener.took(kind, took);
    }

    void note(String reason) {
        reasons.note(reason);
    }

    Counts counts() {
        Map<Fact, Long> now = new EnumMap<>(Fact.class);
        counts.forEach((fact, count) -> now.put(fact, count.sum()));
        return new Counts(now);
    }

    Map<Kind, Spread> recentLatencies() {
        return spreads(Latencies::recent);
    }

    Map<Kind, Spread> allLatencies() {
        return spreads(Latencies::all);
    }

    private Map<Kind, Spread> spreads(Function<Latencies, Spread> which) {
        Map<Kind, Spread> spreads = new EnumMap<>(Kind.class);
        latencies.forEach((kind, all) -> spreads.put(kind, which.apply(all)));
        return spreads;
    }

    Map<String, Integer> reasons() {
        return reasons.counts();
    }
}
