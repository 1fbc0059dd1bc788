package dev.tailback.flowalerts.incidents.casefile;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A series of a metric around an incident, the earliest point first. */
public record MetricLine(
        String service, String metric, String unit, Map<String, Object> attributes, List<Point> points) {
    public MetricLine {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        points = List.copyOf(points);
    }

    public record Point(Instant at, double value) {}
}
