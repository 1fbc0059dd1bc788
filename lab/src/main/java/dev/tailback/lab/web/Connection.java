package dev.tailback.lab.web;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/** One socket to a server, read up to a deadline. Used by one thread at a time. */
final class Connection {
    private static final int BUFFER = 4096;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    /** The server closed a kept connection before it answered anything. */
    static final class Stale extends IOException {
        private static final long serialVersionUID = 1;

        Stale(Throwable cause) {
            super(cause);
        }
    }

    private final Socket socket;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    private boolean isKept;
    private boolean hasAnswered;
    private long deadline;
    private long restsSince;

    private Connection(Socket socket) {
        this.socket = socket;
    }

    static Connection open(URI uri, long deadline) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            long patience = Math.min(millisUntil(deadline), LONGEST_CONNECT.toMillis());
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), (int) patience);
            return new Connection(socket);
        } catch (IOException unreachable) {
            socket.close();
            throw unreachable;
        }
    }

    /** Sends a request, whose answer has to be there by the deadline. */
    void ask(byte[] request, long answerDeadline) throws IOException {
        deadline = answerDeadline;
        hasAnswered = false;
        try {
            socket.getOutputStream().write(request);
        } catch (IOException broken) {
            throw staleOr(broken);
        }
    }

    int read() throws IOException {
        if (next == end) {
            fill();
        }
        return buffer[next++] & 0xff;
    }

    byte[] read(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count; ) {
            if (next == end) {
                fill();
            }
            int some = Math.min(end - next, count - done);
            System.arraycopy(buffer, next, bytes, done, some);
            next += some;
            done += some;
        }
        return bytes;
    }

    private void fill() throws IOException {
        socket.setSoTimeout((int) millisUntil(deadline));
        int got;
        try {
            got = socket.getInputStream().read(buffer);
        } catch (SocketTimeoutException late) {
            throw late;
        } catch (IOException broken) {
            throw staleOr(broken);
        }
        if (got < 0) {
            throw staleOr(new EOFException("the server closed the connection before it had answered"));
        }
        hasAnswered = true;
        next = 0;
        end = got;
    }

    private IOException staleOr(IOException broken) {
        return isKept && !hasAnswered && !Thread.currentThread().isInterrupted() ? new Stale(broken) : broken;
    }

    private static long millisUntil(long deadline) throws SocketTimeoutException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left < 1) {
            throw new SocketTimeoutException("no time is left");
        }
        return Math.min(left, Integer.MAX_VALUE);
    }

    /** Until it is asked again. */
    void rest() {
        isKept = true;
        restsSince = System.nanoTime();
    }

    Duration restedFor() {
        return Duration.ofNanos(System.nanoTime() - restsSince);
    }

    /** Also while another thread reads from it, which then is told so. */
    void close() {
        try {
            socket.close();
        } catch (IOException unclosed) {
            // The descriptor is given back all the same, and nobody will use this again.
        }
    }
}
