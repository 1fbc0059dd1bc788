package dev.tailback.lab.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** How often each fact occurred. */
public record Counts(Map<Fact, Long> of) {
    static final Counts NONE = new Counts(Map.of());

    public Counts {
        of = Map.copyOf(of);
    }

    public long of(Fact fact) {
        return of.getOrDefault(fact, 0L);
    }

    Counts since(Counts before) {
        Map<Fact, Long> since = new EnumMap<>(Fact.class);
        of.forEach((fact, count) -> since.put(fact, count - before.of(fact)));
        return new Counts(since);
    }

    /**
     * Of the checkouts that fell due, which share ended other than confirmed. A checkout falls due when it is refused,
     * when its order ends, or when the shopper's patience does. Out of stock and declined are not counted: the shop did
     * what it could. Nothing when none fell due.
     */
    public OptionalDouble failureRate() {
        long bad = of(Fact.REFUSED) + of(Fact.FAILED);
        return share(bad, bad + of(Fact.CONFIRMED));
    }

    /** Which share of the requests was not answered with 2xx. */
    public OptionalDouble httpErrorRate() {
        return share(of(Fact.ERRORS), of(Fact.REQUESTS));
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
