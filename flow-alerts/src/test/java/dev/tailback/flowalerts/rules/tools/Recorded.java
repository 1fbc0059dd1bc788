package dev.tailback.flowalerts.rules.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A recording as a run keeps it: a cascade that begins with scans and ends with failures. */
final class Recorded {
    static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private int made;

    private static String at(double second) {
        return String.valueOf(Duration.between(Instant.EPOCH, START).toNanos() + Math.round(second * 1e9));
    }

    private static String resource() {
        return "\"resource\":{\"attributes\":[{\"key\":\"service.namespace\",\"value\":{\"stringValue\":\"shop\"}},"
                + "{\"key\":\"service.name\",\"value\":{\"stringValue\":\"checkout\"}}]}";
    }

    /** @param flags attributes that are true */
    Recorded span(double endSecond, double seconds, String... flags) {
        made++;
        StringBuilder attributes =
                new StringBuilder("{\"key\":\"db.system.name\",\"value\":{\"stringValue\":\"postgresql\"}}");
        for (String flag : flags) {
            attributes.append(",{\"key\":\"%s\",\"value\":{\"boolValue\":true}}".formatted(flag));
        }
        lines.add(String.format(
                Locale.ROOT,
                "{\"resourceSpans\":[{%s,\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"name\":\"SELECT\","
                        + "\"kind\":3,\"startTimeUnixNano\":\"%s\",\"endTimeUnixNano\":\"%s\",\"attributes\":[%s]}]}]}]}",
                resource(),
                made,
                made,
                at(endSecond - seconds),
                at(endSecond),
                attributes));
        return this;
    }

    Recorded point(double second, String metric, double value) {
        lines.add(String.format(
                Locale.ROOT,
                "{\"resourceMetrics\":[{%s,\"scopeMetrics\":[{\"metrics\":[{\"name\":\"%s\",\"gauge\":{\"dataPoints\":[{"
                        + "\"timeUnixNano\":\"%s\",\"asDouble\":%s}]}}]}]}]}",
                resource(),
                metric,
                at(second),
                value));
        return this;
    }

    Recorded line(double second, String body) {
        lines.add(
                "{\"resourceLogs\":[{%s,\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"%s\",\"severityNumber\":17,\"body\":{\"stringValue\":\"%s\"}}]}]}]}"
                        .formatted(resource(), at(second), body));
        return this;
    }

    static Recorded cascade() {
        Recorded recorded = new Recorded();
        for (int i = 0; i < 60; i++) {
            recorded.span(2 * i, 3, "db.slow_query", "db.full_table_scan");
        }
        recorded.span(20, 5, "db.connection.pool.exhausted");
        for (int i = 0; i < 60; i++) {
            recorded.span(30 + i, 0.1, "checkout.failed");
        }
        return recorded.point(25, "db.client.connection.pending_requests", 3).line(31, "no connection");
    }

    Path write(Path file) throws IOException {
        return Files.write(file, lines);
    }

    Path zip(Path file) throws IOException {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\n", lines.reversed()).getBytes(UTF_8));
        }
        return file;
    }
}
