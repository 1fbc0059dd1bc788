package dev.tailback.lab.testing;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.function.Supplier;

/** What the SDK of a stage hands its exporter, which is chosen as any other: by {@code otel.traces.exporter}. */
public final class StageSpans implements ConfigurableSpanExporterProvider {
    private static final String EXPORTER = "otel.traces.exporter";
    private static final String NAME = "kept";
    private static final KeptSpans SPANS = new KeptSpans();

    /** Starts a stage in this process whose spans are kept. */
    public static <T> T of(Supplier<T> start) {
        String usual = System.setProperty(EXPORTER, NAME);
        try {
            return start.get();
        } finally {
            if (usual == null) {
                System.clearProperty(EXPORTER);
            } else {
                System.setProperty(EXPORTER, usual);
            }
        }
    }

    public static KeptSpans kept() {
        return SPANS;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public SpanExporter createExporter(ConfigProperties config) {
        return SPANS;
    }
}
