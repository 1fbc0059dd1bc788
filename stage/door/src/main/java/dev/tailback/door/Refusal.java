package dev.tailback.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Map;

/**
 * Why a request is turned away.
 *
 * @param headers besides the content type
 */
public record Refusal(int status, String title, String detail, Map<String, String> headers) {
    public static final String CONTENT_TYPE = "application/problem+json";

    private Refusal(int status, String title, String detail) {
        this(status, title, detail, Map.of());
    }

    public static Refusal badRequest(String detail) {
        return new Refusal(400, "Bad Request", detail);
    }

    static Refusal noToken(String detail) {
        return new Refusal(401, "Unauthorized", detail, Map.of("WWW-Authenticate", "Bearer"));
    }

    static Refusal forbidden(String detail) {
        return new Refusal(403, "Forbidden", detail);
    }

    public static Refusal notFound(String detail) {
        return new Refusal(404, "Not Found", detail);
    }

    /** What is allowed shows in the headers, too. */
    public static Refusal notAllowed(String method, String path, Collection<String> allowed) {
        return new Refusal(
                405,
                "Method Not Allowed",
                "%s is not allowed at %s; allowed: %s".formatted(method, path, String.join(", ", allowed)),
                Map.of("Allow", String.join(", ", allowed)));
    }

    static Refusal wrongType(String detail) {
        return new Refusal(415, "Unsupported Media Type", detail);
    }

    /** As RFC 9457 has it. */
    public byte[] problem() {
        return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(escaped(title), status, escaped(detail))
                .getBytes(UTF_8);
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                json.append('\\').append(each);
            } else if (each < ' ' || Character.isSurrogate(each)) {
                json.append("\\u%04x".formatted((int) each));
            } else {
                json.append(each);
            }
        }
        return json.toString();
    }
}
