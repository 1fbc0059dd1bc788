package dev.tailback.lab.payments;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is not served, told as RFC 9457 has it: what was wrong, with which value, and what is allowed. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_VALUE = 100;

    private final int status;
    private final transient Map<String, Object> body;

    private Refused(int status, String detail, Map<String, Object> more) {
        super(detail);
        this.status = status;
        this.body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title(status));
        body.put("status", status);
        body.put("detail", detail);
        body.putAll(more);
    }

    static Refused of(int status, String detail) {
        return new Refused(status, detail, Map.of());
    }

    static Refused invalid(int status, String field, @Nullable String value, String allowed) {
        String shown = value == null ? "missing" : shortened(value);
        return new Refused(
                status,
                "%s must be %s, but was %s".formatted(field, allowed, shown),
                Map.of("field", field, "value", shown, "allowed", allowed));
    }

    static Refused invalid(String field, @Nullable String value, String allowed) {
        return invalid(400, field, value, allowed);
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            case 503 -> "Service Unavailable";
            case 507 -> "Insufficient Storage";
            default -> "Internal Server Error";
        };
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        return body;
    }
}
