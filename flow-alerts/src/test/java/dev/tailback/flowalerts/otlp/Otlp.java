package dev.tailback.flowalerts.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;

/** OTLP messages for tests. */
public final class Otlp {
    public static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    static final String SPAN = "b7ad6b7169203331";

    private Otlp() {}

    public static ExportTraceServiceRequest request(Span... spans) {
        return request(Resource.newBuilder().addAttributes(text("service.name", "checkout")), spans);
    }

    public static ExportTraceServiceRequest request(Resource.Builder resource, Span... spans) {
        return request(resource, InstrumentationScope.newBuilder(), spans);
    }

    public static ExportTraceServiceRequest request(
            Resource.Builder resource, InstrumentationScope.Builder scope, Span... spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(resource)
                        .addScopeSpans(ScopeSpans.newBuilder().setScope(scope).addAllSpans(List.of(spans))))
                .build();
    }

    public static Span.Builder span() {
        return Span.newBuilder()
                .setTraceId(bytes(TRACE))
                .setSpanId(bytes(SPAN))
                .setName("POST /orders")
                .setStartTimeUnixNano(1_000)
                .setEndTimeUnixNano(3_000);
    }

    public static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    public static KeyValue text(String key, String value) {
        return attribute(key, AnyValue.newBuilder().setStringValue(value));
    }

    public static KeyValue attribute(String key, AnyValue.Builder value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }
}
