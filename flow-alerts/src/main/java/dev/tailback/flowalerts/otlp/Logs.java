package dev.tailback.flowalerts.otlp;

import com.google.protobuf.Message;
import dev.tailback.flowalerts.logs.LogLine;
import dev.tailback.flowalerts.otlp.decoding.Decoded;
import dev.tailback.flowalerts.otlp.decoding.LogDecoder;
import dev.tailback.flowalerts.otlp.decoding.Shared;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.util.List;
import java.util.function.Consumer;

/** Hands decoded log lines to the sinks. */
final class Logs extends Signal {
    private final Consumer<List<LogLine>> sink;

    Logs(Consumer<List<LogLine>> sink, Shared shared) {
        super(shared);
        this.sink = sink;
    }

    @Override
    Message.Builder newRequest() {
        return ExportLogsServiceRequest.newBuilder();
    }

    @Override
    Message take(Message request) {
        Decoded<LogLine> decoded = LogDecoder.decode((ExportLogsServiceRequest) request, shared);
        sink.accept(decoded.items());
        count(decoded);
        ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
        if (!decoded.isWhole()) {
            response.setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(decoded.rejected())
                    .setErrorMessage(decoded.message()));
        }
        return response.build();
    }
}
