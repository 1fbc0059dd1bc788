package dev.tailback.flowalerts.grpc;

import dev.tailback.flowalerts.otlp.Limits;
import dev.tailback.flowalerts.otlp.Places;
import dev.tailback.flowalerts.otlp.Refusal;
import dev.tailback.flowalerts.otlp.Signal;
import dev.tailback.flowalerts.otlp.Signals;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request: its message, the answer to it, and the place that it has meanwhile. */
final class ExportCall extends ServerCall.Listener<InputStream> {
    private static final Logger log = LoggerFactory.getLogger(ExportCall.class);

    private final ServerCall<InputStream, byte[]> call;
    private final Signal signal;
    private final Signals signals;
    private final Places places;

    // Its sender, the clock and the answer may all want to end it, from threads of their own.
    private final AtomicBoolean ended = new AtomicBoolean();
    private @Nullable Future<?> deadline;
    private byte @Nullable [] request;

    ExportCall(ServerCall<InputStream, byte[]> call, Signal signal, Signals signals, Places places) {
        this.call = call;
        this.signal = signal;
        this.signals = signals;
        this.places = places;
    }

    void endBy(Future<?> newDeadline) {
        deadline = newDeadline;
    }

    @Override
    public void onMessage(InputStream message) {
        if (request != null) {
            refuse(Status.INVALID_ARGUMENT.withDescription("a second message came; allowed: one"));
            return;
        }
        try {
            request = message.readAllBytes();
        } catch (IOException e) {
            refuse(Status.INVALID_ARGUMENT.withDescription("the message cannot be unpacked: " + e.getMessage()));
        } catch (StatusRuntimeException e) {
            // Too large once unpacked: gRPC counts while it reads.
            refuse(e.getStatus());
        }
    }

    @Override
    public void onHalfClose() {
        if (request == null) {
            refuse(Status.INVALID_ARGUMENT.withDescription("no message came; allowed: one"));
            return;
        }
        try {
            answer(signal.take(request));
        } catch (Refusal e) {
            if (end()) {
                signals.countRefused();
                RefusedCall.close(call, e);
            }
        } catch (RuntimeException e) {
            log.error("{} failed", call.getMethodDescriptor().getFullMethodName(), e);
            refuse(Status.INTERNAL.withDescription("flow-alerts failed on this request; its log says why"));
        }
    }

    private void answer(byte[] response) {
        if (end()) {
            call.sendHeaders(new Metadata());
            call.sendMessage(response);
            call.close(Status.OK, new Metadata());
        }
    }

    /** Called by the clock. */
    void tooSlow() {
        refuse(Status.DEADLINE_EXCEEDED.withDescription(
                "the message did not come within " + Limits.MAX_SENDING.toSeconds() + " s"));
    }

    private void refuse(Status status) {
        if (end()) {
            signals.countRefused();
            call.close(status, new Metadata());
        }
    }

    @Override
    public void onCancel() {
        end();
    }

    /** Gives the place to the next; false when that was done before. */
    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        request = null;
        places.giveBack();
        if (deadline != null) {
            deadline.cancel(false);
        }
        return true;
    }
}
