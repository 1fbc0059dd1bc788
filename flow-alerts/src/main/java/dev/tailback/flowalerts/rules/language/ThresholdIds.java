package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.yaml.Durations;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives figures that are called alike names by their windows, and then by their numbers. */
final class ThresholdIds {
    private final Map<String, Integer> times = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    private ThresholdIds() {}

    static Threshold distinct(Threshold threshold) {
        ThresholdIds ids = new ThresholdIds();
        ThresholdReader.limits(threshold).forEach(limit -> ids.times.merge(limit.id(), 1, Integer::sum));
        return ids.renamed(threshold);
    }

    private Threshold renamed(Threshold threshold) {
        return switch (threshold) {
            case Threshold.Limit limit ->
                new Threshold.Limit(
                        id(limit), limit.figure(), limit.window(), limit.breach(), limit.clear(), limit.minCount());
            case Threshold.All all -> new Threshold.All(renamed(all.parts()));
            case Threshold.Any any -> new Threshold.Any(renamed(any.parts()));
        };
    }

    private List<Threshold> renamed(List<Threshold> parts) {
        return parts.stream().map(this::renamed).toList();
    }

    private String id(Threshold.Limit limit) {
        String id =
                times.getOrDefault(limit.id(), 1) == 1 ? limit.id() : limit.id() + "_" + Durations.text(limit.window());
        String distinct = id;
        for (int number = 2; !taken.add(distinct); number++) {
            distinct = id + "_" + number;
        }
        return distinct;
    }
}
