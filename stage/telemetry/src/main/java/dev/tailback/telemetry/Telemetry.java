package dev.tailback.telemetry;

import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.logs.SdkLoggerProviderBuilder;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * What one process tells of itself. It tells the {@link OwnBackend} that the lab names and, beside it, whichever backend
 * the standard {@code OTEL_EXPORTER_OTLP_*} variables name; those overrule every default here. What it logs is told, too,
 * where its logging is set up as {@code events/logs/process.xml} has it. Metrics can be asked for besides.
 */
public final class Telemetry implements AutoCloseable {
    public static final String NAMESPACE = "ecommerce-platform";
    private static final String OPT_IN = "otel.semconv-stability.opt-in";

    private final OpenTelemetrySdk sdk;
    private final MetricsText metrics;
    private final @Nullable OwnBackend own;
    private final DemoClock demoClock;

    private Telemetry(OpenTelemetrySdk sdk, MetricsText metrics, @Nullable OwnBackend own, DemoClock demoClock) {
        this.sdk = sdk;
        this.metrics = metrics;
        this.own = own;
        this.demoClock = demoClock;
    }

    public static Telemetry start(String service) {
        return start(service, DemoClock.of(System::getenv));
    }

    public static Telemetry start(String service, DemoClock demoClock) {
        return build(defaults(service), demoClock, AutoConfiguredOpenTelemetrySdk.builder());
    }

    /** For a command, which knows its backend. Whoever closes it sends what is left. */
    public static Telemetry startFor(String service, String endpoint) {
        Map<String, String> defaults = defaults(service);
        defaults.put(OwnBackend.ENDPOINT, endpoint);
        return build(
                defaults,
                DemoClock.of(System::getenv),
                AutoConfiguredOpenTelemetrySdk.builder().disableShutdownHook());
    }

    private static Telemetry build(
            Map<String, String> defaults, DemoClock demoClock, AutoConfiguredOpenTelemetrySdkBuilder builder) {
        useCurrentNames();
        haveTheSdkLogAsWeDo();
        MetricsText metrics = new MetricsText();
        AtomicReference<@Nullable OwnBackend> own = new AtomicReference<>();
        AtomicReference<MeterProvider> meters = new AtomicReference<>(MeterProvider.noop());
        OpenTelemetrySdk sdk = builder.addPropertiesSupplier(() -> defaults)
                .addPropertiesCustomizer(Telemetry::nothingThatNobodyNamed)
                .addMeterProviderCustomizer((readers, config) -> {
                    own.set(OwnBackend.of(config, meters::get));
                    return readBy(readers, metrics, own.get());
                })
                .addSpanProcessorCustomizer((named, config) -> IdleSpans.without(named))
                .addTracerProviderCustomizer((processors, config) -> toldTo(processors, demoClock, own.get()))
                .addLoggerProviderCustomizer((processors, config) -> loggedTo(processors, own.get()))
                .build()
                .getOpenTelemetrySdk();
        meters.set(sdk.getSdkMeterProvider());
        OpenTelemetryAppender.install(sdk);
        return new Telemetry(sdk, metrics, own.get(), demoClock);
    }

    private static SdkMeterProviderBuilder readBy(
            SdkMeterProviderBuilder readers, MetricsText metrics, @Nullable OwnBackend own) {
        readers.registerMetricReader(metrics.reader());
        return own == null ? readers : readers.registerMetricReader(own.metrics());
    }

    private static SdkTracerProviderBuilder toldTo(
            SdkTracerProviderBuilder processors, DemoClock demoClock, @Nullable OwnBackend own) {
        processors.setIdGenerator(new SpanIds()).addSpanProcessor(demoClock);
        return own == null ? processors : processors.addSpanProcessor(IdleSpans.without(own.spans()));
    }

    private static SdkLoggerProviderBuilder loggedTo(SdkLoggerProviderBuilder processors, @Nullable OwnBackend own) {
        return own == null ? processors : processors.addLogRecordProcessor(own.logs());
    }

    /**
     * The instrumentation of Kafka's clients writes the names of earlier conventions unless told otherwise. It asks when
     * it is loaded, the system properties and the environment and nobody else.
     */
    private static void useCurrentNames() {
        if (System.getenv("OTEL_SEMCONV_STABILITY_OPT_IN") == null) {
            System.getProperties().putIfAbsent(OPT_IN, "messaging");
        }
    }

    /** It logs by {@code java.util.logging}. */
    private static void haveTheSdkLogAsWeDo() {
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
    }

    private static Map<String, String> defaults(String service) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("otel.service.name", service);
        defaults.put("otel.resource.attributes", "service.namespace=" + NAMESPACE);
        defaults.put("otel.propagators", "tracecontext");
        defaults.put("otel.exporter.otlp.protocol", "http/protobuf");
        defaults.put("otel.exporter.otlp.compression", "gzip");
        defaults.put("otel.bsp.schedule.delay", String.valueOf(OwnBackend.SPANS_LEAVE_AFTER.toMillis()));
        defaults.put("otel.bsp.max.queue.size", String.valueOf(OwnBackend.MOST_SPANS));
        defaults.put("otel.blrp.max.queue.size", String.valueOf(OwnBackend.MOST_LINES));
        defaults.put("otel.metric.export.interval", String.valueOf(OwnBackend.METRICS_LEAVE_EVERY.toMillis()));
        // What the SDK tells of itself, under the names of the conventions.
        defaults.put("otel.experimental.sdk.telemetry.version", "latest");
        // So many combinations of attributes a metric has; what comes beyond is counted together.
        defaults.put("otel.java.metrics.cardinality.limit", "200");
        // A batch transaction links to each of its records.
        defaults.put("otel.span.link.count.limit", "512");
        return defaults;
    }

    /**
     * Without this the SDK would send to a port of this machine of which nobody spoke. Only traces go there when nothing
     * at all was named, as everywhere.
     */
    private static Map<String, String> nothingThatNobodyNamed(ConfigProperties config) {
        Map<String, String> none = new HashMap<>();
        for (String signal : List.of("traces", "metrics", "logs")) {
            boolean isNamed = config.getString("otel." + signal + ".exporter") != null
                    || config.getString("otel.exporter.otlp.endpoint") != null
                    || config.getString("otel.exporter.otlp." + signal + ".endpoint") != null;
            boolean isUsual = signal.equals("traces") && config.getString(OwnBackend.ENDPOINT) == null;
            if (!isNamed && !isUsual) {
                none.put("otel." + signal + ".exporter", "none");
            }
        }
        return none;
    }

    public OpenTelemetrySdk sdk() {
        return sdk;
    }

    public MetricsText metrics() {
        return metrics;
    }

    /** Which demo the spans are told to be of. */
    public DemoClock demoClock() {
        return demoClock;
    }

    /** Waits for our own backend if there is one: another's slowness is not to be felt here. */
    public SpanExport spanExport() {
        return new SpanExport(own == null ? sdk.getSdkTracerProvider()::forceFlush : own.spans()::forceFlush);
    }

    /** Sends what is left. */
    @Override
    public void close() {
        sdk.close();
    }
}
