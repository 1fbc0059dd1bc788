package dev.tailback.flowalerts.otlp.decoding;

import com.google.protobuf.ByteString;
import dev.tailback.flowalerts.signals.TraceId;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Trace and span ids as OTLP carries them: bytes, of which all zeros mean none. */
final class WireIds {
    static final int TRACE_ID_BYTES = 16;
    static final int SPAN_ID_BYTES = 8;

    private WireIds() {}

    static boolean isTraceId(ByteString bytes) {
        return bytes.size() == TRACE_ID_BYTES && !isAbsent(bytes);
    }

    static boolean isSpanId(ByteString bytes) {
        return bytes.size() == SPAN_ID_BYTES && !isAbsent(bytes);
    }

    static boolean isAbsent(ByteString bytes) {
        for (int i = 0; i < bytes.size(); i++) {
            if (bytes.byteAt(i) != 0) {
                return false;
            }
        }
        return true;
    }

    static TraceId traceId(ByteString bytes) {
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new TraceId(buffer.getLong(), buffer.getLong());
    }

    static long spanId(ByteString bytes) {
        return bytes.asReadOnlyByteBuffer().getLong();
    }

    /** For a message: what came, in hex, if it is short enough to be read. */
    static String describe(ByteString bytes) {
        if (bytes.isEmpty()) {
            return "empty";
        }
        return bytes.size() > TRACE_ID_BYTES
                ? bytes.size() + " bytes long"
                : HexFormat.of().formatHex(bytes.toByteArray());
    }
}
