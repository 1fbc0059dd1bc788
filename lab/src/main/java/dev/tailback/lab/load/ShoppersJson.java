package dev.tailback.lab.load;

import dev.tailback.lab.produce.Spread;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Readings for programs. Public JSON: fields are only ever added; a share of nothing is left out. */
public final class ShoppersJson {
    private ShoppersJson() {}

    public static Map<String, Object> of(Reading reading) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seconds", Math.round(reading.at().toMillis() / 100.0) / 10.0);
        json.put("rpm", Math.round(reading.perMinute() * 10) / 10.0);
        json.put("weights", reading.weights());
        json.put("in_shop", reading.inShop());
        json.put("awaited_orders", reading.awaited());
        for (Fact fact : Fact.values()) {
            json.put(fact.text(), reading.counts().of(fact));
        }
        put(json, "http_error_rate", reading.counts().httpErrorRate());
        put(json, "failure_rate", reading.counts().failureRate());
        Map<String, Spread> latencies = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            latencies.put(kind.text(), reading.latency(kind));
        }
        json.put("latencies", latencies);
        return json;
    }

    private static void put(Map<String, Object> json, String name, OptionalDouble share) {
        share.ifPresent(value -> json.put(name, Math.round(value * 1e4) / 1e4));
    }

    public static Map<String, Object> of(ShoppersReport report) {
        Map<String, Object> json = new LinkedHashMap<>(of(report.total()));
        json.put("late_percent", report.punctuality().latePercent());
        json.put("worst_late_ms", report.punctuality().worst().toMillis());
        json.put("reasons", report.reasons());
        return json;
    }
}
