package dev.tailback.telemetry;

import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Metrics as Prometheus reads them: its own text, or OpenMetrics, which has exemplars, for whoever accepts that. Whatever
 * {@code promtool check metrics} would complain of is put right here.
 */
public final class MetricsText {
    // Where it ends a name, Prometheus expects the count of a histogram.
    private static final String COUNT = "_count";

    private final PrometheusMetricReader reader =
            PrometheusMetricReader.builder().setOtelScopeLabelsEnabled(false).build();
    private final ExpositionFormatWriter plain = PrometheusTextFormatWriter.create();
    private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();

    MetricReader reader() {
        return reader;
    }

    /** An answer to {@code GET /metrics}. */
    public record Page(String contentType, byte[] body) {}

    /** @param accept the header of that name */
    public Page page(@Nullable String accept) {
        ExpositionFormatWriter writer = openMetrics.accepts(accept) ? openMetrics : plain;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            writer.write(
                    body,
                    new MetricSnapshots(reader.collect().stream()
                            .map(MetricsText::withoutFaults)
                            .toList()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Page(writer.getContentType(), body.toByteArray());
    }

    private static MetricSnapshot withoutFaults(MetricSnapshot metric) {
        MetricMetadata is = metric.getMetadata();
        if (metric instanceof GaugeSnapshot gauge && is.getName().endsWith(COUNT)) {
            String name = is.getName().substring(0, is.getName().length() - COUNT.length()) + "s";
            return new GaugeSnapshot(new MetricMetadata(name, is.getHelp(), is.getUnit()), gauge.getDataPoints());
        }
        if (metric instanceof InfoSnapshot info && is.getHelp() == null) {
            return new InfoSnapshot(
                    new MetricMetadata(is.getName(), "Who tells this: the resource of OpenTelemetry."),
                    info.getDataPoints());
        }
        return metric;
    }
}
