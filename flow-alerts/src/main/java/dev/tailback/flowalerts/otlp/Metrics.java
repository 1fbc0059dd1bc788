package dev.tailback.flowalerts.otlp;

import com.google.protobuf.Message;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.otlp.decoding.Decoded;
import dev.tailback.flowalerts.otlp.decoding.MetricDecoder;
import dev.tailback.flowalerts.otlp.decoding.Shared;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.util.List;
import java.util.function.Consumer;

/** Hands decoded points to the sinks. */
final class Metrics extends Signal {
    private final Consumer<List<MetricPoint>> sink;

    Metrics(Consumer<List<MetricPoint>> sink, Shared shared) {
        super(shared);
        this.sink = sink;
    }

    @Override
    Message.Builder newRequest() {
        return ExportMetricsServiceRequest.newBuilder();
    }

    @Override
    Message take(Message request) {
        Decoded<MetricPoint> decoded = MetricDecoder.decode((ExportMetricsServiceRequest) request, shared);
        sink.accept(decoded.items());
        count(decoded);
        ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
        if (!decoded.isWhole()) {
            response.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(decoded.rejected())
                    .setErrorMessage(decoded.message()));
        }
        return response.build();
    }
}
