package dev.tailback.stage.http;

import static jakarta.servlet.http.HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
import static jakarta.servlet.http.HttpServletResponse.SC_REQUEST_TIMEOUT;
import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.door.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that no request of the shop needs, whether they announce their length or not, and those that come so
 * slowly that they would hold up others.
 */
final class BodyLimit extends OncePerRequestFilter {
    static final int MAX_BYTES = 64 * 1024;
    /** Once the time is up it may last one read more, which ends by server.tomcat.connection-timeout. */
    private static final Duration TIME = Duration.ofSeconds(5);
    /** Of the threads that {@link HttpThreads} has beside those of shoppers, so that some are left for the rest. */
    private static final int KEEPERS_AT_ONCE = 25;

    private static final int PIECE = 8 * 1024;

    private final Semaphore keepers = new Semaphore(KEEPERS_AT_ONCE);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isKeeper = announcesBody(request) && CrowdLimit.letsIn(request);
        if (isKeeper && !keepers.tryAcquire()) {
            refuse(response, SC_SERVICE_UNAVAILABLE, """
                    {"type":"about:blank","title":"Service Unavailable","status":503,\
                    "detail":"%d bodies are being read already; nothing was changed, try again"}""".formatted(KEEPERS_AT_ONCE));
            return;
        }
        byte[] body;
        try {
            body = read(request);
        } catch (SocketTimeoutException late) {
            refuse(response, SC_REQUEST_TIMEOUT, """
                    {"type":"about:blank","title":"Request Timeout","status":408,\
                    "detail":"the body must be here within %d s, and was not; nothing was changed"}""".formatted(TIME.toSeconds()));
            return;
        } finally {
            if (isKeeper) {
                keepers.release();
            }
        }
        if (body.length > MAX_BYTES) {
            refuseAsTooLong(request.getContentLengthLong(), response);
        } else {
            chain.doFilter(new Buffered(request, body), response);
        }
    }

    private static boolean announcesBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static byte[] read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            return new byte[MAX_BYTES + 1];
        }
        try {
            return read(request.getInputStream(), System.nanoTime() + TIME.toNanos());
        } catch (ClientAbortException broken) {
            if (broken.getCause() instanceof SocketTimeoutException silent) {
                throw silent;
            }
            throw broken;
        }
    }

    private static byte[] read(InputStream in, long deadline) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        int length = in.read(piece);
        while (length >= 0 && body.size() <= MAX_BYTES) {
            if (System.nanoTime() - deadline > 0) {
                throw new SocketTimeoutException("the body takes too long");
            }
            body.write(piece, 0, length);
            length = in.read(piece);
        }
        return body.toByteArray();
    }

    private static void refuseAsTooLong(long announced, HttpServletResponse response) throws IOException {
        String length = announced < 0 ? "longer" : announced + " bytes";
        refuse(response, SC_REQUEST_ENTITY_TOO_LARGE, """
                {"type":"about:blank","title":"Content Too Large","status":413,\
                "detail":"body must be at most %d bytes, but was %s","field":"body","value":"%s","allowed":"at most %d bytes"}""".formatted(MAX_BYTES, length, length, MAX_BYTES));
    }

    private static void refuse(HttpServletResponse response, int status, String problem) throws IOException {
        response.setStatus(status);
        response.setContentType(Refusal.CONTENT_TYPE);
        response.setHeader("Connection", "close");
        response.getOutputStream().write(problem.getBytes(UTF_8));
    }

    /** A request with its body at hand; whatever an empty one says that it is, it is nothing. */
    private static final class Buffered extends HttpServletRequestWrapper {
        private final boolean isEmpty;
        private final ByteArrayInputStream body;

        Buffered(HttpServletRequest request, byte[] body) {
            super(request);
            this.isEmpty = body.length == 0;
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public @Nullable String getContentType() {
            return isEmpty ? null : super.getContentType();
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isEmpty && name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isEmpty && name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    ? Collections.emptyEnumeration()
                    : super.getHeaders(name);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), UTF_8));
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() {
                    return body.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return body.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return body.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("requests of the shop are read at once, not by listeners");
                }
            };
        }
    }
}
