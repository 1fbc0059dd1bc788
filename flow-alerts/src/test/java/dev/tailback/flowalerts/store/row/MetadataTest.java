package dev.tailback.flowalerts.store.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanLink;
import dev.tailback.flowalerts.spans.SpanStatus;
import dev.tailback.flowalerts.store.StoredSpans;
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
        Span span = StoredSpans.with(
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

        Metadata read = read(span);

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
    void eachSpanKeepsTheResourceThatItCameWith() {
        Span here = from("here");
        Span there = from("thère");

        for (Span span : List.of(here, there, there, here)) {
            assertThat(read(span).resource()).isEqualTo(span.resource());
        }
    }

    @Test
    void whatPostgresWouldRefuseIsReplaced() {
        Span odd = StoredSpans.with(
                7, Instant.EPOCH, SpanStatus.OK, Map.of("zero", "a\0b", "half", "c\ud800d", "whole", "\ud83d\ude00"));

        assertThat(read(odd).attributes().asMap())
                .containsEntry("zero", "a\uFFFDb")
                .containsEntry("half", "c?d")
                .containsEntry("whole", "\ud83d\ude00");
    }

    @Test
    void manyLinksAreCutBeforeAnyTextIs() {
        Span linking =
                linking(StoredSpans.with(7, Instant.EPOCH, SpanStatus.OK, Map.of("statement", "x".repeat(4_000))), 500);

        Metadata read = read(linking);

        assertThat(read.links()).hasSize(32);
        assertThat(read.attributes()).isEqualTo(linking.attributes());
        assertThat(new String(writer.of(linking), UTF_8)).contains("\"cut\":true");
    }

    @Test
    void theLargestSpanTakesNoMoreThanIsAllowed() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        IntStream.range(0, 128).forEach(i -> attributes.put("attribute." + i, "ü".repeat(4_000)));

        assertThat(writer.of(StoredSpans.with(7, Instant.EPOCH, SpanStatus.OK, attributes)))
                .hasSizeLessThan(MetadataWriter.MAX_BYTES);
    }

    private Metadata read(Span span) {
        return new MetadataReader().read(span.service(), new String(writer.of(span), UTF_8));
    }

    private static Span from(String service) {
        Span span = StoredSpans.span(7, Instant.EPOCH);
        return like(span, new Resource(service, Attributes.of(Map.of("service.name", service))), span.links());
    }

    private static Span linking(Span span, int links) {
        return like(
                span,
                span.resource(),
                LongStream.rangeClosed(1, links)
                        .mapToObj(i -> new SpanLink(new TraceId(i, i), i))
                        .toList());
    }

    private static Span like(Span span, Resource resource, List<SpanLink> links) {
        return new Span(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                resource,
                span.scope(),
                span.name(),
                span.kind(),
                span.startUnixNano(),
                span.endUnixNano(),
                span.status(),
                span.statusMessage(),
                span.attributes(),
                span.events(),
                links);
    }
}
