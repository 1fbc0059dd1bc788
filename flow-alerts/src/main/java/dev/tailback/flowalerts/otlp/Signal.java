package dev.tailback.flowalerts.otlp;

import com.google.protobuf.Message;
import dev.tailback.flowalerts.otlp.decoding.Decoded;
import dev.tailback.flowalerts.otlp.decoding.Shared;
import dev.tailback.flowalerts.otlp.wire.Encoding;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import java.util.concurrent.atomic.LongAdder;

/** One of the three things that OTLP carries: how its requests look, and what becomes of them. */
public abstract sealed class Signal permits Traces, Metrics, Logs {
    final Shared shared;

    private final LongAdder requests = new LongAdder();
    private final LongAdder items = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder attributesLeftOut = new LongAdder();

    Signal(Shared shared) {
        this.shared = shared;
    }

    /**
     * Takes a request in protobuf and returns the response to it.
     *
     * @throws Refusal when nothing of it was taken
     */
    public byte[] take(byte[] request) {
        return take(request, Encoding.PROTOBUF);
    }

    byte[] take(byte[] body, Encoding encoding) {
        Message.Builder request = newRequest();
        int items = encoding.items(body, request.getDescriptorForType());
        return shared.parsingRoom().within(body.length, items, () -> {
            encoding.read(body, request);
            return encoding.write(take(request.build()));
        });
    }

    abstract Message.Builder newRequest();

    abstract Message take(Message request);

    /** Counts what was taken, once it was. */
    final void count(Decoded<?> decoded) {
        requests.increment();
        items.add(decoded.items().size());
        rejected.add(decoded.rejected());
        attributesLeftOut.add(decoded.attributesLeftOut());
    }

    public final SignalCounts counts() {
        return new SignalCounts(requests.sum(), items.sum(), rejected.sum(), attributesLeftOut.sum());
    }
}
