package dev.tailback.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** Why a request is turned away. */
public record Refusal(int status, String title, String detail) {
    public static final String CONTENT_TYPE = "application/problem+json";

    public static Refusal badRequest(String detail) {
        return new Refusal(400, "Bad Request", detail);
    }

    static Refusal noToken(String detail) {
        return new Refusal(401, "Unauthorized", detail);
    }

    static Refusal forbidden(String detail) {
        return new Refusal(403, "Forbidden", detail);
    }

    static Refusal wrongType(String detail) {
        return new Refusal(415, "Unsupported Media Type", detail);
    }

    /** Besides the content type. */
    public Map<String, String> headers() {
        return status == 401 ? Map.of("WWW-Authenticate", "Bearer") : Map.of();
    }

    /** As RFC 9457 has it. */
    public byte[] problem() {
        return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(escaped(title), status, escaped(detail))
                .getBytes(UTF_8);
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16);
        for (char each : text.toCharArray()) {
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
