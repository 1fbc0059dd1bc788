package dev.tailback.stage.http;

import dev.tailback.events.JsonPath;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.stage.failure.Failures;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Every error of a stage's HTTP as problem+json. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return handleExceptionInternal(unreadable, describe(unreadable.getCause()), headers, status, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> wrongPath(MethodArgumentTypeMismatchException wrong, WebRequest request) {
        String allowed = wrong.getRequiredType() == null ? "of its type" : kindOf(wrong.getRequiredType());
        ProblemDetail body = Problem.invalidBody(HttpStatus.BAD_REQUEST, wrong.getName(), wrong.getValue(), allowed);
        return handleExceptionInternal(wrong, body, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> failed(RuntimeException failure, WebRequest request) {
        HttpStatus status =
                Failures.isTransient(failure) ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR;
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            // They come by the hundred when a database is away, and a stack trace each would be what keeps it away.
            log.warn("503 for {}: {}", request.getDescription(false), failure.toString());
        } else {
            log.error("500 for {}", request.getDescription(false), failure);
        }
        String detail = status == HttpStatus.SERVICE_UNAVAILABLE
                ? "the database could not serve this now; nothing was changed, try again"
                : "this failed for a reason of ours; it is in the log";
        return handleExceptionInternal(
                failure, ProblemDetail.forStatusAndDetail(status, detail), new HttpHeaders(), status, request);
    }

    private static ProblemDetail describe(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return Problem.invalidBody(
                    HttpStatus.BAD_REQUEST,
                    JsonPath.of(unknown),
                    "not known",
                    "one of " + unknown.getKnownPropertyIds());
        }
        if (cause instanceof InvalidFormatException wrong) {
            return Problem.invalidBody(
                    HttpStatus.BAD_REQUEST, JsonPath.of(wrong), wrong.getValue(), kindOf(wrong.getTargetType()));
        }
        if (cause instanceof DatabindException wrong && !wrong.getPath().isEmpty()) {
            return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, JsonPath.of(wrong) + ": " + reason(wrong));
        }
        if (cause instanceof InputCoercionException tooLarge) {
            return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, tooLarge.getOriginalMessage());
        }
        if (cause instanceof StreamReadException malformed) {
            return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, notJson(malformed));
        }
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "the body must be a JSON object, but there was none that could be read");
    }

    private static String notJson(StreamReadException malformed) {
        return "the body is not JSON at line %d, column %d: %s"
                .formatted(
                        malformed.getLocation().getLineNr(),
                        malformed.getLocation().getColumnNr(),
                        malformed.getOriginalMessage());
    }

    private static String reason(DatabindException wrong) {
        Throwable root = wrong.getCause() == null ? wrong : wrong.getCause();
        return root instanceof JacksonException jackson
                ? jackson.getOriginalMessage()
                : String.valueOf(root.getMessage());
    }

    private static String kindOf(Class<?> type) {
        if (type == OrderId.class || type == UUID.class) {
            return "a UUID of version 7";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == Sku.class) {
            return "SKU- and 5 to 9 digits";
        }
        return "a " + type.getSimpleName();
    }
}
