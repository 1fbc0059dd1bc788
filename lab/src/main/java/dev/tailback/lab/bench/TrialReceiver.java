package dev.tailback.lab.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An OTLP receiver that keeps nothing and can be made to behave badly: what telemetry is sent to while it is measured. */
final class TrialReceiver implements AutoCloseable {
    /** As receivers do behave. */
    enum Behaviour {
        WELL("takes everything"),
        STOPPED("nobody listens"),
        SLOW("answers after " + LATE.toSeconds() + " s"),
        REFUSING("answers 503");

        private final String words;

        Behaviour(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final Duration LATE = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int NO_BODY = -1;

    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final int port;
    private @Nullable HttpServer server;
    private volatile Behaviour behaviour = Behaviour.WELL;

    TrialReceiver() throws IOException {
        HttpServer first = listenOn(0);
        this.server = first;
        this.port = first.getAddress().getPort();
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    void become(Behaviour next) throws IOException {
        behaviour = next;
        if (next == Behaviour.STOPPED && server != null) {
            server.stop(0);
            server = null;
        } else if (next != Behaviour.STOPPED && server == null) {
            server = listenOn(port);
        }
    }

    private HttpServer listenOn(int wanted) throws IOException {
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
        listening.setExecutor(readers);
        listening.createContext("/", this::take);
        listening.start();
        return listening;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            body.transferTo(OutputStream.nullOutputStream());
        }
        switch (behaviour) {
            case SLOW -> later.schedule(() -> answer(exchange, OK), LATE.toMillis(), TimeUnit.MILLISECONDS);
            case REFUSING -> answer(exchange, UNAVAILABLE);
            case WELL, STOPPED -> answer(exchange, OK);
        }
    }

    private static void answer(HttpExchange exchange, int status) {
        try (exchange) {
            exchange.sendResponseHeaders(status, NO_BODY);
        } catch (IOException senderIsGone) {
            // It waited no longer; that it did is what is measured here.
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        later.shutdownNow();
        readers.shutdown();
    }
}
