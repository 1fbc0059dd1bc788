package dev.tailback.flowalerts.otlp.decoding;

import static dev.tailback.flowalerts.otlp.Otlp.bytes;
import static dev.tailback.flowalerts.otlp.Otlp.request;
import static dev.tailback.flowalerts.otlp.Otlp.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tailback.flowalerts.otlp.Otlp;
import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanEvent;
import dev.tailback.flowalerts.spans.SpanKind;
import dev.tailback.flowalerts.spans.SpanLink;
import dev.tailback.flowalerts.spans.SpanStatus;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span.Event;
import io.opentelemetry.proto.trace.v1.Span.Link;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpanDecoderTest {
    private static final String OTHER_TRACE = "ffffffffffffffff0000000000000001";

    private final Shared shared = new Shared();

    @Test
    void readsEveryFieldOfASpan() {
        io.opentelemetry.proto.trace.v1.Span.Builder sent = span().setParentSpanId(bytes("00000000000000ff"))
                .setKind(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CONSUMER)
                .setStatus(Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("pool exhausted"))
                .addAttributes(Otlp.text("order.id", "A7"))
                .addLinks(Link.newBuilder().setTraceId(bytes(OTHER_TRACE)).setSpanId(bytes("8000000000000000")));

        Span span = only(sent);

        assertThat(span.traceId()).hasToString(Otlp.TRACE);
        assertThat(span.spanId()).isEqualTo(0xb7ad6b7169203331L);
        assertThat(span.parentSpanId()).isEqualTo(0xff);
        assertThat(span.service()).isEqualTo("checkout");
        assertThat(span.name()).isEqualTo("POST /orders");
        assertThat(span.kind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.startUnixNano()).isEqualTo(1_000);
        assertThat(span.endUnixNano()).isEqualTo(3_000);
        assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
        assertThat(span.statusMessage()).isEqualTo("pool exhausted");
        assertThat(span.attributes().asMap()).containsOnlyKeys("order.id").containsEntry("order.id", "A7");
        assertThat(span.links()).containsExactly(new SpanLink(new TraceId(-1, 1), Long.MIN_VALUE));
    }

    @Test
    void aSpanKnowsItsResourceItsScopeAndItsEvents() {
        ExportTraceServiceRequest request = request(
                Resource.newBuilder().addAttributes(Otlp.text("service.namespace", "shop")),
                InstrumentationScope.newBuilder().setName("jdbc").setVersion("2.1"),
                span().addEvents(Event.newBuilder()
                                .setTimeUnixNano(2_000)
                                .setName("exception")
                                .addAttributes(Otlp.text("exception.type", "Full")))
                        .build());

        Span span = SpanDecoder.decode(request, shared).items().getFirst();

        assertThat(span.resource().attributes().asMap()).isEqualTo(Map.of("service.namespace", "shop"));
        assertThat(span.scope()).isEqualTo(new Scope("jdbc", "2.1"));
        assertThat(span.events())
                .containsExactly(new SpanEvent(2_000, "exception", Attributes.of(Map.of("exception.type", "Full"))));
    }

    @Test
    void aResourceThatComesAgainIsHeldOnce() {
        assertThat(only(span()).resource()).isSameAs(only(span()).resource());
    }

    @Test
    void eventsBeyondTheLimitAreLeftOut() {
        io.opentelemetry.proto.trace.v1.Span.Builder many = span();
        IntStream.rangeClosed(1, 129)
                .forEach(i -> many.addEvents(Event.newBuilder().setTimeUnixNano(i)));

        assertThat(only(many).events())
                .hasSize(128)
                .last()
                .extracting(SpanEvent::unixNano)
                .isEqualTo(128L);
    }

    @Test
    void aParentOfZerosMeansARoot() {
        assertThat(only(span().setParentSpanId(bytes("0000000000000000"))).isRoot())
                .isTrue();
        assertThat(only(span()).isRoot()).isTrue();
    }

    @Test
    void aKindAndStatusNewerThanWeAreReadAsTheirDefaults() {
        Span span = only(span().setKindValue(99).setStatus(Status.newBuilder().setCodeValue(99)));

        assertThat(span.kind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(span.status()).isEqualTo(SpanStatus.UNSET);
    }

    @Test
    void anEndBeforeTheStartBecomesTheStart() {
        assertThat(only(span().setEndTimeUnixNano(0)).durationNanos()).isZero();
    }

    @Test
    void aLinkThatPointsNowhereIsLeftOut() {
        assertThat(only(span().addLinks(Link.newBuilder().setTraceId(bytes(OTHER_TRACE))))
                        .links())
                .isEmpty();
    }

    @Test
    void aResourceWithoutANameIsAnUnknownService() {
        Decoded<Span> decoded = SpanDecoder.decode(request(Resource.newBuilder(), span().build()), shared);

        assertThat(decoded.items().getFirst().service()).isEqualTo("unknown_service");
    }

    @Test
    void namesThatComeAgainAreHeldOnce() {
        assertThat(only(span()).name()).isSameAs(only(span()).name());
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of(span().setTraceId(ByteString.EMPTY), "trace_id is empty; allowed: 16 bytes, not all zero"),
                Arguments.of(span().setTraceId(bytes("00".repeat(16))), "trace_id is " + "00".repeat(16)),
                Arguments.of(span().setTraceId(bytes("ab".repeat(17))), "trace_id is 17 bytes long"),
                Arguments.of(span().setSpanId(bytes("abcd")), "span_id is abcd; allowed: 8 bytes, not all zero"),
                Arguments.of(span().setParentSpanId(bytes("ab")), "parent_span_id is ab; allowed: 8 bytes or none"),
                Arguments.of(span().setEndTimeUnixNano(Long.MIN_VALUE), "start or end time is 2^63 ns or more"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void anUnusableSpanIsRejectedWithTheReasonAndItsNeighboursAreKept(
            io.opentelemetry.proto.trace.v1.Span.Builder unusable, String reason) {
        Decoded<Span> decoded = SpanDecoder.decode(request(unusable.build(), span().build()), shared);

        assertThat(decoded.items()).hasSize(1);
        assertThat(decoded.rejected()).isEqualTo(1);
        assertThat(decoded.reason()).startsWith("span 'POST /orders': ").contains(reason);
    }

    private Span only(io.opentelemetry.proto.trace.v1.Span.Builder span) {
        Decoded<Span> decoded = SpanDecoder.decode(request(span.build()), shared);
        assertThat(decoded.reason()).isEmpty();
        return decoded.items().getFirst();
    }
}
