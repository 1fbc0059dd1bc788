package dev.tailback.flowalerts.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.UnknownFieldSet;
import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.metrics.LatestMetrics;
import dev.tailback.flowalerts.otlp.body.ParsingRoom;
import dev.tailback.flowalerts.otlp.wire.Encoding;
import dev.tailback.flowalerts.otlp.wire.JsonRequests;
import dev.tailback.flowalerts.otlp.wire.Limits;
import dev.tailback.flowalerts.otlp.wire.ProtobufItems;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import dev.tailback.flowalerts.signals.Intake;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of few bytes that would become very many objects. */
class TooManyItemsTest {
    private static final Descriptor TRACES = ExportTraceServiceRequest.getDescriptor();
    private static final Descriptor METRICS = ExportMetricsServiceRequest.getDescriptor();

    private final Signals signals =
            new Signals(spans -> Intake.TAKEN, new LatestMetrics(9, 9)::take, new RecentLogs(9, 9)::take);

    /** The path is one of field numbers; the last is repeated, with nothing in it. */
    @ParameterizedTest
    @CsvSource({
        "spans, traces, 1 2 2",
        "scopes, traces, 1 2",
        "attributes of a resource, traces, 1 1 1",
        "values in a list, traces, 1 1 1 2 5 1",
        "pairs in a map, traces, 1 1 1 2 6 1",
        "links, traces, 1 2 2 13",
        "texts, traces, 1 1 3 3",
        "unknown fields, traces, 1 2 2 99",
        "points, metrics, 1 2 2 5 1",
        "records, logs, 1 2 2"
    })
    void emptyThingsInProtobufAreCountedBeforeTheyAreMade(String what, String signal, String path) throws Exception {
        Descriptor type = of(signal).newRequest().getDescriptorForType();
        assertThat(ProtobufItems.count(nested(path, 100), type)).as(what).isBetween(100, 106);

        assertTooLarge(of(signal), nested(path, Limits.MAX_ITEMS + 1), Encoding.PROTOBUF);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            traces  | {"resourceSpans":[{"scopeSpans":[{"spans":[%s]}]}]}          | {}
            metrics | {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"gauge":{"dataPoints":[%s]}}]}]}]} | {}
            logs    | {"resourceLogs":[{"scopeLogs":[{"logRecords":[%s]}]}]}       | {}
            logs    | {"nobody":[%s]}                                              | {"knows":1}
            """)
    void emptyThingsInJsonAreCountedBeforeTheyAreMade(String signal, String around, String each) {
        String things = String.join(",", java.util.Collections.nCopies(Limits.MAX_ITEMS + 1, each));

        assertTooLarge(of(signal), around.formatted(things).getBytes(UTF_8), Encoding.JSON);
    }

    @Test
    void namesThatOtlpDoesNotKnowCountToo() {
        StringBuilder body = new StringBuilder("{\"n\":0");
        LongStream.range(0, Limits.MAX_ITEMS)
                .forEach(i -> body.append(",\"n").append(i).append("\":0"));

        assertTooLarge(signals.traces(), body.append('}').toString().getBytes(UTF_8), Encoding.JSON);
    }

    @Test
    void numbersInAListCountAnEighthInBothEncodings() {
        List<Long> counts = LongStream.range(0, 800).boxed().toList();
        HistogramDataPoint.Builder histogram = HistogramDataPoint.newBuilder().addAllBucketCounts(counts);
        Metric.Builder metric =
                Metric.newBuilder().setHistogram(Histogram.newBuilder().addDataPoints(histogram));
        byte[] body = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
                .build()
                .toByteArray();
        String json = "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"histogram\":{\"dataPoints\":"
                + "[{\"bucketCounts\":" + counts + "}]}}]}]}]}";

        assertThat(ProtobufItems.count(body, METRICS)).isEqualTo(5 + 100);
        // JSON has the request itself, too.
        assertThat(JsonRequests.items(json.getBytes(UTF_8), METRICS)).isEqualTo(1 + 5 + 100);
    }

    @Test
    void anOrdinarySpanIsAsManyItemsInBothEncodings() {
        ExportTraceServiceRequest span =
                Otlp.request(Otlp.span().addAttributes(Otlp.text("a", "b")).build());
        String json = """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"checkout"}}]},
                 "scopeSpans":[{"scope":{},"spans":[{"traceId":"0AF7651916CD43DD8448EB211C80319C",
                 "attributes":[{"key":"a","value":{"stringValue":"b"}}]}]}]}]}""";

        assertThat(ProtobufItems.count(span.toByteArray(), TRACES)).isEqualTo(9);
        assertThat(JsonRequests.items(json.getBytes(UTF_8), TRACES)).isEqualTo(1 + 9);
    }

    @Test
    void groupsAreRefusedSinceProtobufWouldKeepThem() {
        UnknownFieldSet.Builder group = UnknownFieldSet.newBuilder()
                .addField(
                        99,
                        UnknownFieldSet.Field.newBuilder()
                                .addGroup(UnknownFieldSet.getDefaultInstance())
                                .build());

        assertThatThrownBy(() -> signals.traces().take(group.build().toByteArray()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("field 99 of ExportTraceServiceRequest is a group");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xff, 0x0a, 0x00, 0x12})
    void whatIsNoMessageIsRefusedAsBefore(int first) {
        byte[] body = new byte[] {(byte) first, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};

        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> signals.traces().take(body));

        assertThat(refusal.httpStatus()).isEqualTo(400);
    }

    @Test
    void moreItemsTakeMoreRoomAndNoneMoreThanThereIs() {
        assertThat(ParsingRoom.bytesOf(10, 0)).isEqualTo(20);
        assertThat(ParsingRoom.bytesOf(10, 3)).isEqualTo(620);
        assertThat(ParsingRoom.bytesOf(Integer.MAX_VALUE, Limits.MAX_ITEMS)).isEqualTo(Limits.PARSING);
    }

    private void assertTooLarge(Signal signal, byte[] body, Encoding encoding) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> signal.take(body, encoding));

        assertThat(refusal).hasMessageStartingWith("the request has more than " + Limits.MAX_ITEMS + " items");
        assertThat(refusal.httpStatus()).isEqualTo(413);
        assertThat(refusal.code()).as("RESOURCE_EXHAUSTED").isEqualTo(8);
        assertThat(refusal.retryAfter()).as("to come again would be in vain").isEmpty();
        signals.count(refusal);
        assertThat(signals.counts().tooLarge()).isEqualTo(1);
    }

    private Signal of(String name) {
        return switch (name) {
            case "traces" -> signals.traces();
            case "metrics" -> signals.metrics();
            default -> signals.logs();
        };
    }

    private static byte[] nested(String path, int times) throws IOException {
        List<Integer> fields = List.of(path.split(" ")).reversed().stream()
                .map(Integer::parseInt)
                .toList();
        ByteArrayOutputStream empty = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(empty);
        for (int i = 0; i < times; i++) {
            out.writeByteArray(fields.getFirst(), new byte[0]);
        }
        out.flush();
        byte[] body = empty.toByteArray();
        for (Integer field : fields.subList(1, fields.size())) {
            ByteArrayOutputStream outer = new ByteArrayOutputStream();
            CodedOutputStream writing = CodedOutputStream.newInstance(outer);
            writing.writeBytes(field, ByteString.copyFrom(body));
            writing.flush();
            body = outer.toByteArray();
        }
        return body;
    }
}
