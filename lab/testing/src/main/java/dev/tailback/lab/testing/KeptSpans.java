package dev.tailback.lab.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** An exporter that keeps what it is handed. */
public final class KeptSpans implements SpanExporter {
    private final List<SpanData> spans = new CopyOnWriteArrayList<>();

    /** Those that fit, in the order in which they began. */
    public List<SpanData> find(Predicate<SpanData> fitting) {
        return spans.stream()
                .filter(fitting)
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .toList();
    }

    /** Once there are so many that fit. */
    public List<SpanData> await(int count, Predicate<SpanData> fitting) {
        return Awaitility.await(count + " such spans")
                .atMost(20, SECONDS)
                .until(() -> find(fitting), found -> found.size() >= count);
    }

    public SpanData await(Predicate<SpanData> fitting) {
        return await(1, fitting).getFirst();
    }

    public void forget() {
        spans.clear();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
        spans.addAll(ended);
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
}
