package dev.tailback.flowalerts.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanLink;
import dev.tailback.flowalerts.spans.SpanStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MetadataTest {
    private final MetadataWriter writer = new MetadataWriter();

    @Test
    void everythingComesBackAsItWas() {
        var span = StoredSpans.with(
                7,
                Instant.parse("2026-11-21T10:00:00.000000123Z"),
                SpanStatus.ERROR,
                Map.of(
                        "text",
                        "é\"\n",
                        "whole",
                        7L,
                        "half",
                        0.5,
                        "flag",
                        true,
                        "list",
                        List.of(1L, 2L),
                        "map",
                        Map.of("a", "b")));

        var read = read(span);

        assertThat(read.kind()).isEqualTo(span.kind());
        assertThat(read.status()).isEqualTo(SpanStatus.ERROR);
        assertThat(read.message()).isEqualTo("it did not work");
        assertThat(read.startNanos()).isEqualTo(123);
        assertThat(read.attributes()).isEqualTo(span.attributes());
        assertThat(read.events()).isEqualTo(span.events());
        assertThat(read.links()).isEqualTo(span.links());
        assertThat(read.scope()).isEqualTo(span.scope());
        assertThat(read.resource()).isEqualTo(span.resource());
    }

    @Test
    void manyLinksAreCutBeforeAnyTextIs() {
        var linking =
                linking(StoredSpans.with(7, Instant.EPOCH, SpanStatus.OK, Map.of("statement", "x".repeat(4_000))), 500);

        var read = read(linking);

        assertThat(read.links()).hasSize(32);
        assertThat(read.attributes()).isEqualTo(linking.attributes());
        assertThat(new String(writer.of(linking), UTF_8)).contains("\"cut\":true");
    }

    @Test
    void theLargestSpanTakesNoMoreThanIsAllowed() {
        var attributes = new LinkedHashMap<String, Object>();
        IntStream.range(0, 128).forEach(i -> attributes.put("attribute." + i, "ü".repeat(4_000)));

        assertThat(writer.of(StoredSpans.with(7, Instant.EPOCH, SpanStatus.OK, attributes)))
                .hasSizeLessThan(MetadataWriter.MAX_BYTES);
    }

    private Metadata read(Span span) {
        return new MetadataReader().read(span.service(), new String(writer.of(span), UTF_8));
    }

    private static Span linking(Span span, int links) {
        return new Span(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                span.resource(),
                span.scope(),
                span.name(),
                span.kind(),
                span.startUnixNano(),
                span.endUnixNano(),
                span.status(),
                span.statusMessage(),
                span.attributes(),
                span.events(),
                LongStream.rangeClosed(1, links)
                        .mapToObj(i -> new SpanLink(new TraceId(i, i), i))
                        .toList());
    }
}
