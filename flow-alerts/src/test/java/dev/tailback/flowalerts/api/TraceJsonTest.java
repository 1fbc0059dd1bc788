package dev.tailback.flowalerts.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanEvent;
import dev.tailback.flowalerts.spans.SpanKind;
import dev.tailback.flowalerts.spans.SpanLink;
import dev.tailback.flowalerts.spans.SpanStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceJsonTest {
    private static final TraceId TRACE = new TraceId(1, 2);
    private static final long START = 1_700_000_000_000_000_009L;
    private static final Resource CHECKOUT =
            new Resource("checkout", Attributes.of(Map.of("service.name", "checkout")));

    @Test
    void writesARootWithNothingThatIsNotThere() {
        Span root = new Span(
                TRACE,
                0xab,
                Span.NO_PARENT,
                CHECKOUT,
                Scope.UNKNOWN,
                "POST /orders",
                SpanKind.SERVER,
                START,
                START + 1_500_000,
                SpanStatus.UNSET,
                "",
                Attributes.NONE,
                List.of(),
                List.of());

        assertThat(json(List.of(root))).isEqualTo("""
                {"trace_id":"00000000000000010000000000000002","spans":[{\
                "trace_id":"00000000000000010000000000000002","span_id":"00000000000000ab",\
                "service":"checkout","name":"POST /orders","kind":"server",\
                "started_at":"2023-11-14T22:13:20.000000009Z","started_unix_nano":"1700000000000000009",\
                "duration_ms":1.5,"status":"unset","attributes":{},"events":[],"links":[]}]}""");
    }

    @Test
    void writesAChildWithEverything() {
        Span child = new Span(
                TRACE,
                0xac,
                0xab,
                new Resource("stock", Attributes.of(Map.of("service.name", "stock"))),
                new Scope("tailback", "1"),
                "reserve",
                SpanKind.CONSUMER,
                START,
                START,
                SpanStatus.ERROR,
                "out of stock",
                Attributes.of(Map.of("items", 3L, "late", true, "skus", List.of("a", "b"))),
                List.of(new SpanEvent(START, "exception", Attributes.of(Map.of("exception.type", "Full")))),
                List.of(new SpanLink(new TraceId(3, 4), 5)));

        assertThat(json(List.of(child)))
                .contains("\"parent_span_id\":\"00000000000000ab\"", "\"kind\":\"consumer\"", "\"status\":\"error\"")
                .contains("\"status_message\":\"out of stock\"", "\"duration_ms\":0.0")
                .contains("\"attributes\":{\"items\":3,\"late\":true,\"skus\":[\"a\",\"b\"]}")
                .contains("\"events\":[{\"name\":\"exception\",\"at\":\"2023-11-14T22:13:20.000000009Z\","
                        + "\"attributes\":{\"exception.type\":\"Full\"}}]")
                .contains("\"links\":[{\"trace_id\":\"00000000000000030000000000000004\","
                        + "\"span_id\":\"0000000000000005\"}]");
    }

    private static String json(List<Span> spans) {
        return Json.text(TraceJson.of(TRACE, spans, false));
    }
}
