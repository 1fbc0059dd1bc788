package dev.tailback.checkout.orders;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tailback.events.OrderId;
import dev.tailback.events.telemetry.Names;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** An exporter that keeps what the stage's own SDK hands it, chosen as any other: by {@code otel.traces.exporter}. */
public final class KeptSpans implements ConfigurableSpanExporterProvider {
    private static final String EXPORTER = "otel.traces.exporter";
    private static final String NAME = "kept";
    private static final List<SpanData> SPANS = new CopyOnWriteArrayList<>();

    /** Starts something whose spans are kept. */
    static <T> T of(Supplier<T> start) {
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

    /** Once there are so many that fit; in the order in which they began. */
    static List<SpanData> await(OrderId order, int count, Predicate<SpanData> fitting) {
        return Awaitility.await(count + " such spans of order " + order)
                .atMost(20, SECONDS)
                .until(() -> find(order, fitting), found -> found.size() >= count);
    }

    static SpanData await(OrderId order, Predicate<SpanData> fitting) {
        return await(order, 1, fitting).getFirst();
    }

    static List<SpanData> find(OrderId order, Predicate<SpanData> fitting) {
        return SPANS.stream()
                .filter(span -> order.toString().equals(span.getAttributes().get(Names.ORDER_ID)))
                .filter(fitting)
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .toList();
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public SpanExporter createExporter(ConfigProperties config) {
        return new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                SPANS.addAll(spans);
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode flush() {
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode shutdown() {
                return CompletableResultCode.ofSuccess();
            }
        };
    }
}
