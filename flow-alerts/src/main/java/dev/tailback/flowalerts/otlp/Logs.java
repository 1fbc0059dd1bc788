package dev.tailback.flowalerts.otlp;

import com.google.protobuf.Message;
import dev.tailback.flowalerts.logs.RecentLogs;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;

/** The lines that came last are kept. */
final class Logs extends Signal {
    private final RecentLogs recent;

    Logs(RecentLogs recent, Shared shared) {
        super(shared);
        this.recent = recent;
    }

    @Override
    Message.Builder newRequest() {
        return ExportLogsServiceRequest.newBuilder();
    }

    @Override
    Message take(Message request) {
        var decoded = LogDecoder.decode((ExportLogsServiceRequest) request, shared);
        recent.take(decoded.items());
        count(decoded);
        var response = ExportLogsServiceResponse.newBuilder();
        if (!decoded.isWhole()) {
            response.setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(decoded.rejected())
                    .setErrorMessage(decoded.message()));
        }
        return response.build();
    }
}
