package dev.tailback.flowalerts.rules.core.verdict;

import java.util.List;

/** Why a rule fired. */
public record Evidence(List<Seen> stages, List<Reading> limits) {
    /** Of signals that a stage counted, the latest so many are shown. */
    public static final int MOST = 10;

    public static final Evidence NONE = new Evidence(List.of(), List.of());

    public Evidence {
        stages = List.copyOf(stages);
        limits = List.copyOf(limits);
    }

    /**
     * What satisfied a stage, of the chain that began last.
     *
     * @param signals the latest of them, oldest first
     */
    public record Seen(String stage, List<Sighting> signals) {
        public Seen {
            signals = List.copyOf(signals);
        }
    }
}
