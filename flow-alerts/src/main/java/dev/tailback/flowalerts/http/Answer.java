package dev.tailback.flowalerts.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** What goes back to the client. */
public final class Answer {
    /** Writes a body piece by piece, for as long as it has something to say or the client listens. */
    public interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    private final int status;
    private final Map<String, String> headers;
    private final Stream body;
    private final long length;

    private Answer(int status, Map<String, String> headers, Stream body, long length) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.length = length;
    }

    public Answer(int status, Map<String, String> headers, byte[] body) {
        // For this server -1 means an empty body, and 0 a chunked one.
        this(status, headers, out -> out.write(body), body.length == 0 ? -1 : body.length);
    }

    /** A body whose end is not known when it begins. */
    public static Answer streaming(Map<String, String> headers, Stream body) {
        return new Answer(200, headers, body, 0);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** As the JDK's server takes it. */
    long length() {
        return length;
    }

    Stream body() {
        return body;
    }
}
