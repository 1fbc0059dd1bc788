package dev.tailback.flowalerts.kafka;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What clients have sent and received, by their own metrics. */
record Traffic(long requests, long bytes) {
    private static final Set<String> WHOLE_CLIENT = Set.of("admin-client-metrics", "consumer-metrics");

    static Traffic of(Map<MetricName, ? extends Metric> metrics) {
        double requests = 0.0;
        double bytes = 0.0;
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            if (WHOLE_CLIENT.contains(metric.getKey().group())
                    && metric.getValue().metricValue() instanceof Double value) {
                switch (metric.getKey().name()) {
                    case "request-total" -> requests += value;
                    case "incoming-byte-total", "outgoing-byte-total" -> bytes += value;
                    default -> {}
                }
            }
        }
        return new Traffic((long) requests, (long) bytes);
    }

    Traffic plus(Traffic other) {
        return new Traffic(requests + other.requests, bytes + other.bytes);
    }
}
