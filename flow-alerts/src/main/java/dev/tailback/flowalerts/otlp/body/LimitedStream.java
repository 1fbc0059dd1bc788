package dev.tailback.flowalerts.otlp.body;

import dev.tailback.flowalerts.otlp.wire.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** A stream that refuses to be longer than it may be. */
final class LimitedStream extends FilterInputStream {
    private final Supplier<Refusal> tooLong;
    private long left;

    LimitedStream(InputStream in, long most, Supplier<Refusal> tooLong) {
        super(in);
        this.left = most;
        this.tooLong = tooLong;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) {
        left -= more;
        if (left < 0) {
            throw tooLong.get();
        }
    }
}
