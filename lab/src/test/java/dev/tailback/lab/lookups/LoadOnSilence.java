package dev.tailback.lab.lookups;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tailback.lab.home.Ports;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** In a JVM of its own: a load on a server that offers one product and never answers again. */
final class LoadOnSilence {
    private static final String OFFER = "{\"products\": [{\"sku\": \"SKU-00001\", \"name\": \"Chair\","
            + " \"category\": \"office\", \"price\": {\"cents\": 1999, \"currency\": \"USD\"}}]}";

    private LoadOnSilence() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
                Wire wire = new Wire()) {
            AtomicInteger sockets = new AtomicInteger();
            Thread.ofPlatform().daemon().start(() -> serve(server, sockets));
            int port = server.getLocalPort();
            Ports ports = new Ports(port, port, port, port, port, port, port, port, port, port, port, port, port);
            LookupPlan plan =
                    new LookupPlan(Double.parseDouble(args[0]), Duration.ofSeconds(Long.parseLong(args[1])), 0.1);
            Map<String, Object> json =
                    new LookupLoad(new Shop(wire, ports), plan).run().json();
            json.put("most_sockets", sockets.get());
            json.put("heap_megabytes", Runtime.getRuntime().totalMemory() >> 20);
            System.out.println(Json.compact(json));
        }
    }

    private static void serve(ServerSocket server, AtomicInteger sockets) {
        List<Socket> kept = new ArrayList<>();
        try {
            while (true) {
                Socket socket = server.accept();
                kept.add(socket);
                if (sockets.incrementAndGet() == 1) {
                    socket.getInputStream().read();
                    socket.getOutputStream()
                            .write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + OFFER.length()
                                            + "\r\n\r\n" + OFFER)
                                    .getBytes(US_ASCII));
                }
            }
        } catch (IOException closed) {
            kept.forEach(LoadOnSilence::close);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            System.err.println("a socket did not close: " + alreadyGone);
        }
    }
}
