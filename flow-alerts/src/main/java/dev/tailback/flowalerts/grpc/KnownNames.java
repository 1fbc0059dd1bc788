package dev.tailback.flowalerts.grpc;

import dev.tailback.door.Doorkeeper;
import dev.tailback.flowalerts.otlp.Signals;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Optional;

/** Refuses calls for a host that this port does not answer to. Browsers cannot speak gRPC, so nothing else is looked at. */
final class KnownNames implements ServerInterceptor {
    private final Doorkeeper doorkeeper;
    private final Signals signals;

    KnownNames(Doorkeeper doorkeeper, Signals signals) {
        this.doorkeeper = doorkeeper;
        this.signals = signals;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Optional<dev.tailback.door.Refusal> refusal = doorkeeper.strangeHost(call.getAuthority());
        if (refusal.isEmpty()) {
            return next.startCall(call, headers);
        }
        Refusal stranger =
                Refusal.stranger(refusal.get().status(), refusal.get().detail());
        signals.count(stranger);
        RefusedCall.close(call, stranger);
        return new ServerCall.Listener<>() {};
    }
}
