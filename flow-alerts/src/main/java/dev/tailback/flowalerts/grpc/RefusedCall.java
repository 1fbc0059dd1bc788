package dev.tailback.flowalerts.grpc;

import dev.tailback.flowalerts.otlp.wire.Refusal;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/** The end of a call that was refused. The details say when to come again; without them a sender drops what it has. */
final class RefusedCall {
    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private RefusedCall() {}

    static void close(ServerCall<?, ?> call, Refusal refusal) {
        Metadata trailers = new Metadata();
        trailers.put(DETAILS, refusal.details());
        call.close(Status.fromCodeValue(refusal.code()).withDescription(refusal.getMessage()), trailers);
    }
}
