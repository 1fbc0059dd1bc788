package dev.tailback.stage.metrics;

import static io.opentelemetry.semconv.DbAttributes.DB_COLLECTION_NAME;
import static io.opentelemetry.semconv.DbAttributes.DB_NAMESPACE;
import static io.opentelemetry.semconv.DbAttributes.DB_OPERATION_NAME;
import static io.opentelemetry.semconv.DbAttributes.DB_SYSTEM_NAME;
import static io.opentelemetry.semconv.ErrorAttributes.ERROR_TYPE;

import dev.tailback.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How often statements ran, how long they took and how they ended, under the names of today and of older dashboards. */
public final class QueryMetrics {
    private static final List<Double> SECONDS =
            List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0);

    private final String namespace;
    private final DoubleHistogram durations;
    private final LongCounter queries;
    private final DoubleHistogram durationsByType;
    /** As many as there are statements and ways to fail, which are few. */
    private final Map<Kind, Labels> labels = new ConcurrentHashMap<>();

    QueryMetrics(Meter meter, String namespace) {
        this.namespace = namespace;
        this.durations = seconds(meter, Names.QUERY_DURATION, "Statements, by table and operation.");
        this.durationsByType = seconds(meter, Names.QUERY_DURATION_SECONDS, "Statements, by operation and table.");
        this.queries = meter.counterBuilder(Names.QUERIES_TOTAL)
                .setDescription("Statements, by operation and table and by whether they succeeded.")
                .build();
    }

    private record Kind(
            String operation, String table, @Nullable String error) {}

    private record Labels(Attributes conventional, Attributes type, Attributes typeAndResult) {}

    /** @param error the kind of failure; null if there was none */
    public void ran(String operation, String table, Duration took, @Nullable String error) {
        Labels of = labels.computeIfAbsent(new Kind(operation, table, error), this::labels);
        double seconds = took.toNanos() / 1e9;
        durations.record(seconds, of.conventional());
        durationsByType.record(seconds, of.type());
        queries.add(1, of.typeAndResult());
    }

    private Labels labels(Kind kind) {
        AttributesBuilder conventional = Attributes.builder()
                .put(DB_SYSTEM_NAME, "postgresql")
                .put(DB_NAMESPACE, namespace)
                .put(DB_COLLECTION_NAME, kind.table())
                .put(DB_OPERATION_NAME, kind.operation());
        if (kind.error() != null) {
            conventional.put(ERROR_TYPE, kind.error());
        }
        String type = kind.operation().toLowerCase(Locale.ROOT) + "_" + kind.table();
        return new Labels(
                conventional.build(),
                Attributes.of(Names.QUERY_TYPE, type),
                Attributes.of(Names.QUERY_TYPE, type, Names.QUERY_RESULT, kind.error() == null ? "success" : "error"));
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
    }
}
