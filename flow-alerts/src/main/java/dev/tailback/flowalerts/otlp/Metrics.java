package dev.tailback.flowalerts.otlp;

import com.google.protobuf.Message;
import dev.tailback.flowalerts.metrics.LatestMetrics;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;

/** Of every series the latest point is kept. */
final class Metrics extends Signal {
    private final LatestMetrics latest;

    Metrics(LatestMetrics latest, Shared shared) {
        super(shared);
        this.latest = latest;
    }

    @Override
    Message.Builder newRequest() {
        return ExportMetricsServiceRequest.newBuilder();
    }

    @Override
    Message take(Message request) {
        var decoded = MetricDecoder.decode((ExportMetricsServiceRequest) request, shared);
        latest.take(decoded.items());
        count(decoded);
        var response = ExportMetricsServiceResponse.newBuilder();
        if (!decoded.isWhole()) {
            response.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(decoded.rejected())
                    .setErrorMessage(decoded.message()));
        }
        return response.build();
    }
}
