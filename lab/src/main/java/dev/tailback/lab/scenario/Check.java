package dev.tailback.lab.scenario;

import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.measuring.Wanted;

/** What is wanted of a metric, at whatever time. */
public record Check(Place place, Metric metric, Wanted is) {
    public static Check of(String name, Entry value) {
        Metric metric = Metric.of(name)
                .orElseThrow(() ->
                        value.place().refusal("'%s' is not measured; there are %s".formatted(name, Metric.allowed())));
        return new Check(value.place(), metric, value.read(text -> Wanted.of(metric, text)));
    }
}
