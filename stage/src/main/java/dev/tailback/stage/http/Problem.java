package dev.tailback.stage.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that cannot be served, told as RFC 9457 has it: what was wrong, with which value, and what is allowed. */
public final class Problem extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    private Problem(HttpStatus status, ProblemDetail body) {
        super(status, body, null);
    }

    public static Problem invalid(HttpStatus status, String field, @Nullable Object value, String allowed) {
        return new Problem(status, invalidBody(status, field, value, allowed));
    }

    public static Problem invalid(String field, @Nullable Object value, String allowed) {
        return invalid(HttpStatus.BAD_REQUEST, field, value, allowed);
    }

    public static Problem of(HttpStatus status, String detail) {
        return new Problem(status, ProblemDetail.forStatusAndDetail(status, detail));
    }

    /** What the value throws that was asked for out of range, told to whoever asked. */
    public static <T> T unlessAllowed(Supplier<T> wanted) {
        try {
            return wanted.get();
        } catch (IllegalArgumentException outOfRange) {
            throw of(HttpStatus.BAD_REQUEST, String.valueOf(outOfRange.getMessage()));
        }
    }

    static ProblemDetail invalidBody(HttpStatus status, String field, @Nullable Object value, String allowed) {
        String shown = shortened(value);
        ProblemDetail body =
                ProblemDetail.forStatusAndDetail(status, "%s must be %s, but was %s".formatted(field, allowed, shown));
        body.setProperty("field", field);
        body.setProperty("value", shown);
        body.setProperty("allowed", allowed);
        return body;
    }

    /** A value from outside may be long; an answer that repeats it should not be. */
    private static String shortened(@Nullable Object value) {
        String text = value == null ? "missing" : value.toString();
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
