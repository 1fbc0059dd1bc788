package dev.tailback.flowalerts.otlp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tailback.flowalerts.otlp.Otlp;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.Link;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRequestsTest {
    @Test
    void readsWhatProtobufWouldHaveCarried() {
        String json = """
                {"resourceSpans": [{
                  "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "checkout"}}]},
                  "scopeSpans": [{"scope": {}, "spans": [{
                    "traceId": "0AF7651916CD43DD8448EB211C80319C", "spanId": "b7ad6b7169203331",
                    "name": "POST /orders", "kind": 5, "flags": 769,
                    "startTimeUnixNano": "1000", "endTimeUnixNano": 3000,
                    "attributes": [
                      {"key": "text", "value": {"stringValue": "t"}},
                      {"key": "bool", "value": {"boolValue": true}},
                      {"key": "int", "value": {"intValue": "-9223372036854775808"}},
                      {"key": "number", "value": {"intValue": 7}},
                      {"key": "double", "value": {"doubleValue": 0.5}},
                      {"key": "whole", "value": {"doubleValue": 2}},
                      {"key": "none", "value": {"doubleValue": "NaN"}},
                      {"key": "bytes", "value": {"bytesValue": "aGk="}},
                      {"key": "list", "value": {"arrayValue": {"values": [{"stringValue": "x"}]}}}],
                    "links": [{"traceId": "ffffffffffffffff0000000000000001", "spanId": "8000000000000000"}],
                    "status": {"code": 2, "message": "full"}}]}]}]}""";
        ExportTraceServiceRequest expected = Otlp.request(
                Resource.newBuilder().addAttributes(Otlp.text("service.name", "checkout")),
                Otlp.span()
                        .setKind(Span.SpanKind.SPAN_KIND_CONSUMER)
                        .setFlags(769)
                        .addAttributes(Otlp.text("text", "t"))
                        .addAttributes(
                                Otlp.attribute("bool", AnyValue.newBuilder().setBoolValue(true)))
                        .addAttributes(
                                Otlp.attribute("int", AnyValue.newBuilder().setIntValue(Long.MIN_VALUE)))
                        .addAttributes(
                                Otlp.attribute("number", AnyValue.newBuilder().setIntValue(7)))
                        .addAttributes(
                                Otlp.attribute("double", AnyValue.newBuilder().setDoubleValue(0.5)))
                        .addAttributes(
                                Otlp.attribute("whole", AnyValue.newBuilder().setDoubleValue(2)))
                        .addAttributes(
                                Otlp.attribute("none", AnyValue.newBuilder().setDoubleValue(Double.NaN)))
                        .addAttributes(Otlp.attribute(
                                "bytes", AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("hi"))))
                        .addAttributes(Otlp.attribute(
                                "list",
                                AnyValue.newBuilder()
                                        .setArrayValue(ArrayValue.newBuilder()
                                                .addValues(AnyValue.newBuilder().setStringValue("x")))))
                        .addLinks(Link.newBuilder()
                                .setTraceId(Otlp.bytes("ffffffffffffffff0000000000000001"))
                                .setSpanId(Otlp.bytes("8000000000000000")))
                        .setStatus(Status.newBuilder()
                                .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                                .setMessage("full"))
                        .build());

        assertThat(read(json, ExportTraceServiceRequest.newBuilder())).isEqualTo(expected);
    }

    @Test
    void readsEveryKindOfNumber() {
        String json = """
                {"resourceMetrics": [{"scopeMetrics": [{"metrics": [{"name": "m", "exponentialHistogram": {
                  "aggregationTemporality": 2,
                  "dataPoints": [{"count": "18446744073709551615", "sum": 1e3, "scale": -2, "flags": 4294967295,
                    "positive": {"offset": "-1", "bucketCounts": ["1", 2]}}]}}]}]}]}""";

        ExportMetricsServiceRequest request =
                (ExportMetricsServiceRequest) read(json, ExportMetricsServiceRequest.newBuilder());

        ExponentialHistogramDataPoint point = request.getResourceMetrics(0)
                .getScopeMetrics(0)
                .getMetrics(0)
                .getExponentialHistogram()
                .getDataPoints(0);
        assertThat(point.getCount()).isEqualTo(-1);
        assertThat(point.getSum()).isEqualTo(1000);
        assertThat(point.getScale()).isEqualTo(-2);
        assertThat(point.getFlags()).isEqualTo(-1);
        assertThat(point.getPositive().getOffset()).isEqualTo(-1);
        assertThat(point.getPositive().getBucketCountsList()).containsExactly(1L, 2L);
    }

    @Test
    void passesOverFieldsOfUnknownNamesAndNulls() {
        String json = """
                {"resource_spans": [{"not": "ours"}], "new": {"deep": [1, {"a": 2}]},
                 "resourceSpans": [{"resource": null, "scopeSpans": null, "schemaUrl": "s"}]}""";

        ExportTraceServiceRequest request =
                (ExportTraceServiceRequest) read(json, ExportTraceServiceRequest.newBuilder());

        assertThat(request.getResourceSpansCount()).isEqualTo(1);
        assertThat(request.getResourceSpans(0).getSchemaUrl()).isEqualTo("s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense | the body is not an ExportTraceServiceRequest in JSON: ",
                "`` | ExportTraceServiceRequest is null; allowed: a JSON object",
                "[] | ExportTraceServiceRequest is START_ARRAY; allowed: a JSON object",
                "{} {} | the body goes on after its ExportTraceServiceRequest; allowed: one JSON object",
                "{\"resourceSpans\":[],\"resourceSpans\":[]} | the body is not an ExportTraceServiceRequest in JSON: Duplicate Object property \"resourceSpans\"",
                "{\"resourceSpans\": {}} | resourceSpans is START_OBJECT; allowed: a JSON array",
                "{\"resourceSpans\": [1]} | ResourceSpans is VALUE_NUMBER_INT; allowed: a JSON object",
                "{\"resourceSpans\": [{ | the body is not an ExportTraceServiceRequest in JSON: Unexpected end-of-input"
            })
    void aBodyThatIsNoRequestIsRefused(String json, String reason) {
        assertThatThrownBy(() -> read(json, ExportTraceServiceRequest.newBuilder()))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"traceId\": \"xyz\" | traceId is 'xyz'; allowed: hexadecimal digits in pairs",
                "\"traceId\": 7 | traceId is '7'; allowed: a text",
                "\"kind\": \"SPAN_KIND_SERVER\" | kind is 'SPAN_KIND_SERVER'; allowed: the number of a value of SpanKind",
                "\"startTimeUnixNano\": -1 | startTimeUnixNano is '-1'; allowed: a whole number of 64 bits, not negative",
                "\"startTimeUnixNano\": 1.5 | startTimeUnixNano is '1.5'; allowed: a whole number of 64 bits",
                "\"startTimeUnixNano\": \"soon\" | startTimeUnixNano is 'soon'; allowed: a whole number of 64 bits",
                "\"flags\": 4294967296 | flags is '4294967296'; allowed: a whole number of 32 bits, not negative",
                "\"name\": {} | name is 'START_OBJECT'; allowed: a text",
                "\"attributes\": [{\"value\": {\"boolValue\": \"true\"}}] | boolValue is 'true'; allowed: true, false",
                "\"attributes\": [{\"value\": {\"doubleValue\": \"much\"}}] | doubleValue is 'much'; allowed: a number",
                "\"attributes\": [{\"value\": {\"bytesValue\": \"!\"}}] | bytesValue is '!'; allowed: base64",
                "\"attributes\": [null] | KeyValue is VALUE_NULL; allowed: a JSON object"
            })
    void aWrongValueIsNamedWithItsFieldAndWhatIsAllowed(String field, String reason) {
        String json = "{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [{" + field + "}]}]}]}";

        assertThatThrownBy(() -> read(json, ExportTraceServiceRequest.newBuilder()))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(reason);
    }

    private static Message read(String json, Message.Builder into) {
        JsonRequests.read(json.getBytes(StandardCharsets.UTF_8), into);
        return into.build();
    }
}
