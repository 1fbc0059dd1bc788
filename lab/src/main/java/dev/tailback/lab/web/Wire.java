package dev.tailback.lab.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over sockets that are kept, for virtual threads by the thousand and small answers: half the processor time a
 * request of the JDK's client, which on two cores does not reach 5,000 a second beside the server (docs/load.md). There
 * are as many sockets as requests under way, and no more than {@value #MOST_IDLE} besides.
 *
 * <p>A server may close a kept connection just when it is used again; then the request is sent once more over a new one.
 * So only for what may be sent twice, as every request of a shopper may.
 */
public final class Wire implements Http, AutoCloseable {
    private static final int MOST_IDLE = 200;
    /** Less than any server here keeps an idle connection open. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

    private final Map<String, ConcurrentLinkedDeque<Connection>> idle = new ConcurrentHashMap<>();
    private final AtomicInteger idleCount = new AtomicInteger();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    @Override
    public Answer send(String method, URI uri, @Nullable Object body, Map<String, String> headers, Duration patience)
            throws InterruptedException {
        byte[] request = request(method, uri, body == null ? "" : Json.compact(body), headers);
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            return send(request, uri, deadline);
        } catch (ConnectException refused) {
            throw new WebFailure(uri + " is not reachable: nothing listens there", refused);
        } catch (SocketTimeoutException late) {
            throw new WebFailure(uri + " did not answer within " + patience.toMillis() + " ms", late);
        } catch (IOException broken) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while " + uri + " had not answered");
            }
            throw new WebFailure(uri + " broke off: " + broken, broken);
        }
    }

    private static byte[] request(String method, URI uri, String body, Map<String, String> headers) {
        byte[] content = body.getBytes(UTF_8);
        StringBuilder head = new StringBuilder(256)
                .append(method + " " + uri.getRawPath())
                .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\nHost: " + uri.getRawAuthority() + "\r\nAccept: " + ACCEPTED + "\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (!body.isEmpty()) {
            head.append("Content-Type: application/json\r\n");
        }
        if (!method.equals("GET")) {
            head.append("Content-Length: " + content.length + "\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(UTF_8);
        byte[] request = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, request, start.length, content.length);
        return request;
    }

    private Answer send(byte[] request, URI uri, long deadline) throws IOException {
        Connection kept = takeIdle(uri);
        if (kept != null) {
            try {
                return exchange(kept, request, uri, deadline);
            } catch (Connection.Stale closedMeanwhile) {
                // Nothing of an answer had come: the server gave up the connection, not the request.
            }
        }
        Connection fresh = Connection.open(uri, deadline);
        open.add(fresh);
        return exchange(fresh, request, uri, deadline);
    }

    private Answer exchange(Connection connection, byte[] request, URI uri, long deadline) throws IOException {
        boolean isReusable = false;
        try {
            connection.ask(request, deadline);
            Response response = Response.read(connection);
            isReusable = response.isKept() && !isClosed;
            return new Answer(uri, response.status(), response.body());
        } finally {
            if (isReusable && idleCount.get() < MOST_IDLE) {
                connection.rest();
                idleCount.incrementAndGet();
                idleTo(uri).addFirst(connection);
            } else {
                close(connection);
            }
        }
    }

    private ConcurrentLinkedDeque<Connection> idleTo(URI uri) {
        return idle.computeIfAbsent(uri.getRawAuthority(), server -> new ConcurrentLinkedDeque<>());
    }

    /** The one that was used last; those that have rested for long are closed on the way. */
    private @Nullable Connection takeIdle(URI uri) {
        while (true) {
            Connection connection = idleTo(uri).pollFirst();
            if (connection == null) {
                return null;
            }
            idleCount.decrementAndGet();
            if (connection.restedFor().compareTo(LONGEST_IDLE) < 0) {
                return connection;
            }
            close(connection);
        }
    }

    /** How many sockets there are, used or idle. */
    public int openConnections() {
        return open.size();
    }

    private void close(Connection connection) {
        open.remove(connection);
        connection.close();
    }

    /** Requests under way break off: whoever closes has no use for their answers. */
    @Override
    public void close() {
        isClosed = true;
        open.forEach(this::close);
    }
}
