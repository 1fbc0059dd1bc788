package dev.tailback.lab.control;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns away what a foreign web page may make a browser send here: a name that was pointed at loopback shows in the
 * Host header, and a form cannot send JSON.
 */
final class Doorkeeper {
    private static final Pattern LOOPBACK = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");

    private Doorkeeper() {}

    /**
     * Always says why when the method is not among those.
     *
     * @param methods what there is at the path that was asked for; nothing is, when they are none
     */
    static Optional<Problem> refuse(HttpExchange exchange, Set<String> methods) {
        Headers headers = exchange.getRequestHeaders();
        Optional<Problem> refusal = refuse(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                headers.getFirst("Host"),
                headers.getFirst("Content-Type"),
                methods);
        if (refusal.filter(problem -> problem.status() == 405).isPresent()) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
        }
        return refusal;
    }

    static Optional<Problem> refuse(
            String method, String path, @Nullable String host, @Nullable String contentType, Set<String> methods) {
        if (host == null || !LOOPBACK.matcher(host).matches()) {
            return problem(403, "Forbidden", "Host " + host + " is not allowed: 127.0.0.1, localhost or [::1]");
        }
        if (methods.isEmpty()) {
            return problem(404, "Not Found", "nothing is at " + path);
        }
        if (!methods.contains(method)) {
            return problem(
                    405,
                    "Method Not Allowed",
                    method + " is not allowed at " + path + ": " + String.join(", ", methods));
        }
        if (!method.equals("GET") && !isJson(contentType)) {
            return problem(
                    415, "Unsupported Media Type", "Content-Type " + contentType + " is not allowed: application/json");
        }
        return Optional.empty();
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    private static Optional<Problem> problem(int status, String title, String detail) {
        return Optional.of(new Problem(title, status, detail));
    }
}
