package dev.tailback.telemetry;

import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.common.InternalTelemetryVersion;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Flow-alerts, by OTLP over HTTP. Queues are bounded; what does not fit is dropped, never waited for, and counted in
 * {@code otel.sdk.processor.*.processed} with the error type {@code queue_full}; what was sent and not taken, in
 * {@code otel.sdk.exporter.*.exported} with the reason.
 */
final class OwnBackend {
    /** As a variable {@code TAILBACK_OTLP_ENDPOINT}: where, such as {@code http://127.0.0.1:4318}. */
    static final String ENDPOINT = "tailback.otlp.endpoint";

    /** As a variable {@code TAILBACK_OTLP_METRICS_INTERVAL}: how often metrics leave, such as {@code 1s}. */
    static final String METRICS_INTERVAL = "tailback.otlp.metrics.interval";

    // What waits is what a crash takes along, and a presenter looks at a trace a moment after the order.
    static final Duration SPANS_LEAVE_AFTER = Duration.ofMillis(100);
    // Room for a burst of a few seconds.
    static final int MOST_SPANS = 16_384;
    static final int MOST_LINES = 4_096;
    static final Duration METRICS_LEAVE_EVERY = Duration.ofSeconds(5);

    private static final String GZIP = "gzip";

    private final BatchSpanProcessor spans;
    private final BatchLogRecordProcessor logs;
    private final PeriodicMetricReader metrics;

    private OwnBackend(String endpoint, Duration metricsInterval, Supplier<MeterProvider> meters) {
        this.spans = BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint + "/v1/traces")
                        .setCompression(GZIP)
                        .setMeterProvider(meters)
                        .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                        .build())
                .setScheduleDelay(SPANS_LEAVE_AFTER)
                .setMaxQueueSize(MOST_SPANS)
                .setMeterProvider(meters)
                .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                .build();
        this.logs = BatchLogRecordProcessor.builder(OtlpHttpLogRecordExporter.builder()
                        .setEndpoint(endpoint + "/v1/logs")
                        .setCompression(GZIP)
                        .setMeterProvider(meters)
                        .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                        .build())
                .setMaxQueueSize(MOST_LINES)
                .setMeterProvider(meters)
                .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                .build();
        this.metrics = PeriodicMetricReader.builder(OtlpHttpMetricExporter.builder()
                        .setEndpoint(endpoint + "/v1/metrics")
                        .setCompression(GZIP)
                        .setMeterProvider(meters)
                        .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                        .build())
                .setInterval(metricsInterval)
                .build();
    }

    /** Null when none is named. */
    static @Nullable OwnBackend of(ConfigProperties config, Supplier<MeterProvider> meters) {
        String endpoint = config.getString(ENDPOINT);
        return endpoint == null
                ? null
                : new OwnBackend(endpoint, config.getDuration(METRICS_INTERVAL, METRICS_LEAVE_EVERY), meters);
    }

    BatchSpanProcessor spans() {
        return spans;
    }

    BatchLogRecordProcessor logs() {
        return logs;
    }

    PeriodicMetricReader metrics() {
        return metrics;
    }
}
