package dev.tailback.flowalerts.grpc;

import dev.tailback.flowalerts.otlp.Signal;
import dev.tailback.flowalerts.otlp.Signals;
import dev.tailback.flowalerts.otlp.body.BodyRoom;
import dev.tailback.flowalerts.otlp.body.RequestBody;
import dev.tailback.flowalerts.otlp.wire.Limits;
import dev.tailback.flowalerts.otlp.wire.Refusal;
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

/** One request: its message, the answer to it, and the room that it has meanwhile. */
final class ExportCall extends ServerCall.Listener<InputStream> {
    private static final Logger log = LoggerFactory.getLogger(ExportCall.class);

    private final ServerCall<InputStream, byte[]> call;
    private final Signal signal;
    private final Signals signals;
    private final BodyRoom.Stay stay;

    // Its sender, the clock and the answer may all want to end it, from threads of their own.
    private final AtomicBoolean ended = new AtomicBoolean();
    private @Nullable Future<?> deadline;
    private byte @Nullable [] request;

    ExportCall(ServerCall<InputStream, byte[]> call, Signal signal, Signals signals, BodyRoom.Stay stay) {
        this.call = call;
        this.signal = signal;
        this.signals = signals;
        this.stay = stay;
    }

    void endBy(Future<?> newDeadline) {
        deadline = newDeadline;
    }

    @Override
    public void onMessage(InputStream message) {
        if (request != null) {
            refuse(Refusal.malformed("a second message came; allowed: one"));
            return;
        }
        try {
            request = RequestBody.read(message, stay);
        } catch (IOException failure) {
            refuse(Refusal.malformed("the message cannot be unpacked: " + failure.getMessage()));
        } catch (Refusal wrong) {
            refuse(wrong);
        } catch (StatusRuntimeException failure) {
            // Too large once unpacked: gRPC counts while it reads.
            refuse(Refusal.tooLarge(String.valueOf(failure.getStatus().getDescription())));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            call.close(Status.UNAVAILABLE.withDescription("flow-alerts is stopping"), new Metadata());
            end();
        }
    }

    @Override
    public void onHalfClose() {
        byte[] message = request;
        if (message == null) {
            refuse(Refusal.malformed("no message came; allowed: one"));
            return;
        }
        try {
            answer(signal.take(message));
        } catch (Refusal wrong) {
            refuse(wrong);
        } catch (RuntimeException failure) {
            log.error("{} failed", call.getMethodDescriptor().getFullMethodName(), failure);
            refuse(Refusal.failed());
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
        refuse(Refusal.tooSlow("the message did not come within " + Limits.MAX_SENDING.toSeconds() + " s"));
    }

    private void refuse(Refusal refusal) {
        if (end()) {
            signals.count(refusal);
            RefusedCall.close(call, refusal);
        }
    }

    @Override
    public void onCancel() {
        end();
    }

    /** Gives its room to the others; false when that was done before. */
    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        request = null;
        stay.close();
        if (deadline != null) {
            deadline.cancel(false);
        }
        return true;
    }
}
