package dev.tailback.flowalerts.own;

import dev.tailback.flowalerts.exposition.Family;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Whoever the standard variables of OpenTelemetry name gets all that the page of metrics has, by OTLP. When it is slow or
 * away nobody here notices: there is but one round of figures on its way, and what it missed is not kept.
 */
public final class AnotherBackend implements AutoCloseable {
    private final OpenTelemetrySdk sdk;

    private AnotherBackend(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /** @param families are asked for at each round */
    public static AnotherBackend open(OwnSettings settings, Supplier<List<Family>> families, Clock clock) {
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        long started = TimeUnit.MILLISECONDS.toNanos(clock.millis());
        MetricProducer producer = resource -> {
            long now = TimeUnit.MILLISECONDS.toNanos(clock.millis());
            return families.get().stream()
                    .filter(family -> !family.samples().isEmpty())
                    .<MetricData>map(family -> ExportedFamily.of(family, resource, started, now))
                    .toList();
        };
        return new AnotherBackend(AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> properties(settings))
                .addMeterProviderCustomizer((meters, config) -> meters.registerMetricProducer(producer))
                .build()
                .getOpenTelemetrySdk());
    }

    private static Map<String, String> properties(OwnSettings settings) {
        HashMap<String, String> properties = new HashMap<>(Map.of(
                "otel.traces.exporter",
                "none",
                "otel.logs.exporter",
                "none",
                "otel.exporter.otlp.protocol",
                "http/protobuf",
                "otel.exporter.otlp.compression",
                "gzip",
                "otel.metric.export.interval",
                String.valueOf(OwnFigures.EVERY.toMillis()),
                "otel.service.name",
                settings.resource().service()));
        settings.standard()
                .forEach((name, value) ->
                        properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        return properties;
    }

    /** Tells once more, of the last moment. */
    @Override
    public void close() {
        sdk.close();
    }
}
