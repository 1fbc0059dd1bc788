package dev.tailback.events.telemetry;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import java.util.HashMap;
import java.util.Map;

/**
 * The OpenTelemetry SDK of one process. The standard {@code OTEL_*} variables overrule every default here, so that any
 * process can be pointed at any backend.
 */
public final class Telemetry {
    private static final String NAMESPACE = "ecommerce-platform";

    private Telemetry() {}

    public static OpenTelemetrySdk start(String service) {
        return start(service, DemoClock.of(System::getenv));
    }

    public static OpenTelemetrySdk start(String service, DemoClock demoClock) {
        return sdk(defaults(service), demoClock).build().getOpenTelemetrySdk();
    }

    /**
     * For a process that knows where its spans belong, unless the environment says otherwise. Whoever closes it sends
     * what is left.
     */
    public static OpenTelemetrySdk startFor(String service, String endpoint) {
        Map<String, String> defaults = defaults(service);
        defaults.put("otel.exporter.otlp.endpoint", endpoint);
        return sdk(defaults, DemoClock.of(System::getenv))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    private static AutoConfiguredOpenTelemetrySdkBuilder sdk(Map<String, String> defaults, DemoClock demoClock) {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> defaults)
                .addTracerProviderCustomizer((tracers, config) ->
                        tracers.setIdGenerator(new SpanIds()).addSpanProcessor(demoClock));
    }

    private static Map<String, String> defaults(String service) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("otel.service.name", service);
        defaults.put("otel.resource.attributes", "service.namespace=" + NAMESPACE);
        defaults.put("otel.propagators", "tracecontext");
        defaults.put("otel.exporter.otlp.protocol", "http/protobuf");
        defaults.put("otel.exporter.otlp.compression", "gzip");
        defaults.put("otel.metrics.exporter", "none");
        defaults.put("otel.logs.exporter", "none");
        // What waits is what a crash takes along, and a presenter looks at a trace a moment after the order.
        defaults.put("otel.bsp.schedule.delay", "100");
        // Room for a burst of a few seconds; what does not fit is dropped, never waited for.
        defaults.put("otel.bsp.max.queue.size", "16384");
        // A batch transaction links to each of its records.
        defaults.put("otel.span.link.count.limit", "512");
        return defaults;
    }
}
