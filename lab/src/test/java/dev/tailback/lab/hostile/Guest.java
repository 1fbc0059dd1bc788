package dev.tailback.lab.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;

/** Writes requests byte by byte: an HTTP client would refuse to send most of them. */
final class Guest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final List<String> METHODS =
            List.of("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "get", "G\tT", "PRI", "\u0000");
    private static final List<String> HEADERS = List.of(
            "Host: evil.example",
            "Host: 127.0.0.1\r\nHost: evil.example",
            "Origin: http://evil.example",
            "Origin: null",
            "Sec-Fetch-Site: cross-site",
            "Content-Type: */*",
            "Content-Type: text/plain; charset=nonsense",
            "Content-Type: multipart/form-data",
            "Content-Type: application/x-protobuf",
            "Content-Encoding: gzip",
            "Content-Encoding: br",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked",
            "Accept: text/html",
            "Accept: ;;;",
            "Accept-Encoding: gzip;q=nonsense",
            "Idempotency-Key: \u0001",
            "traceparent: 00-zz-zz-zz",
            "traceparent: 00-00000000000000000000000000000000-0000000000000000-01",
            "Expect: 200-maybe",
            "Connection: upgrade\r\nUpgrade: h2c",
            "no colon",
            ": no name",
            " folded: 1");

    private final Malice malice;

    Guest(Malice malice) {
        this.malice = malice;
    }

    void visit(Doors door, HostileReport report) {
        byte[] request = request(malice.one(door.wishes()), door.port());
        String told = Malice.bytewise(request);
        report.add(door.name(), answered(door.port(), request), told);
    }

    private byte[] request(Doors.Wish wish, int port) {
        String method = malice.sometimes(8) ? malice.one(METHODS) : wish.method();
        byte[] body = wish.body().isEmpty() && !malice.sometimes(6) ? new byte[0] : body(wish);
        StringBuilder head = new StringBuilder(method + " " + path(wish) + " HTTP/1.1\r\n");
        String odd = malice.sometimes(2) ? malice.one(HEADERS) : "X-Odd: " + malice.piece();
        addUnlessNamed(head, odd, "Host", "127.0.0.1:" + port);
        addUnlessNamed(head, odd, "Content-Type", "application/json");
        if (body.length > 0 && !odd.startsWith("Transfer-Encoding")) {
            addUnlessNamed(head, odd, "Content-Length", String.valueOf(body.length));
        }
        head.append("Connection: close\r\n").append(odd).append("\r\n");
        if (malice.sometimes(20)) {
            head.append("X-Many: 1\r\n".repeat(500));
        }
        return (head + "\r\n" + Malice.bytewise(body)).getBytes(ISO_8859_1);
    }

    private static void addUnlessNamed(StringBuilder head, String odd, String name, String value) {
        if (!odd.startsWith(name + ":")) {
            head.append(name).append(": ").append(value).append("\r\n");
        }
    }

    private byte[] body(Doors.Wish wish) {
        return malice.spoiled(wish.body().isEmpty() ? "{\"a\":\"b\"}" : wish.body());
    }

    private String path(Doors.Wish wish) {
        String path = wish.path();
        String joint = path.contains("?") ? "&" : "?";
        return switch (malice.one(List.of(0, 1, 2, 3, 4, 5, 6))) {
            case 0 -> path + joint + malice.piece();
            case 1 -> path + joint + "unknown=" + malice.piece();
            case 2 -> path + joint + "a=1&".repeat(1_001);
            case 3 ->
                path.replaceFirst("=[^&]*", "=" + malice.one(List.of("%zz", "%ff", "%00", "-1", "", "%27", "1e9")));
            case 4 -> path + "/" + malice.one(List.of("..", "%2e%2e", "%2f", ";a=b", "\\", "//", "\u00ff"));
            case 5 -> path + joint + path.substring(path.indexOf('?') + 1);
            default -> path;
        };
    }

    private static Outcome answered(int port, byte[] request) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return asked(socket, request);
        } catch (IOException nobodyThere) {
            return Outcome.CRASH;
        }
    }

    private static Outcome asked(Socket socket, byte[] request) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            // Whoever waits for more of a body is told that there is none.
            socket.shutdownOutput();
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
            return status == null ? Outcome.REFUSED : meaning(status);
        } catch (SocketTimeoutException silent) {
            return Outcome.HANG;
        } catch (IOException hungUp) {
            return Outcome.REFUSED;
        }
    }

    /** 501, 503 and 505 turn a guest away on purpose. */
    private static Outcome meaning(String status) {
        if (!status.matches("HTTP/1\\.[01] \\d{3}.*")) {
            return Outcome.REFUSED;
        }
        int code = Integer.parseInt(status.substring(9, 12));
        if (code < 400) {
            return Outcome.HANDLED;
        }
        return code == 500 || code == 502 || code == 504 ? Outcome.SERVER_ERROR : Outcome.REFUSED;
    }
}
