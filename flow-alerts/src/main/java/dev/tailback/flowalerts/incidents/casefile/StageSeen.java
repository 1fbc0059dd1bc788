package dev.tailback.flowalerts.incidents.casefile;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What satisfied a stage. */
public record StageSeen(String stage, List<Sighting> signals) {
    public StageSeen {
        signals = List.copyOf(signals);
    }

    /**
     * @param kind span, metric or log
     * @param traceId absent of a metric
     * @param attributes those that the rule looks at
     */
    public record Sighting(
            String kind,
            Instant at,
            String name,
            @Nullable String traceId,
            @Nullable String spanId,
            Map<String, Object> attributes) {
        public Sighting {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        }
    }
}
