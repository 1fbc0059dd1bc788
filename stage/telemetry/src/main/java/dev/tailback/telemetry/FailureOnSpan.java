package dev.tailback.telemetry;

import static io.opentelemetry.semconv.DbAttributes.DB_RESPONSE_STATUS_CODE;
import static io.opentelemetry.semconv.ErrorAttributes.ERROR_TYPE;
import static io.opentelemetry.semconv.ExceptionAttributes.EXCEPTION_TYPE;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How a failure is told on a span: of what kind it was, and PostgreSQL's code for it. Never by its message, which may
 * quote a row or a parameter; those belong in the log, and on no span.
 */
public final class FailureOnSpan {
    private static final String EVENT = "exception";

    private FailureOnSpan() {}

    public static void tell(Span span, Throwable failure) {
        String state = sqlState(failure);
        span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, type(failure));
        if (state != null) {
            span.setAttribute(DB_RESPONSE_STATUS_CODE, state);
        }
        span.addEvent(EVENT, Attributes.of(EXCEPTION_TYPE, failure.getClass().getName()));
    }

    /** PostgreSQL's code, or where there is none the exception's class. */
    public static String type(Throwable failure) {
        String state = sqlState(failure);
        return state == null ? failure.getClass().getName() : state;
    }

    /** Null if no database said no. */
    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException refused && refused.getSQLState() != null) {
                return refused.getSQLState();
            }
        }
        return null;
    }
}
