package dev.tailback.flowalerts.store.row;

import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanStatus;
import dev.tailback.flowalerts.store.table.Outcome;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How a span ended, in the words that the health view counts. */
public enum Status {
    COMPLETED,
    FAILED,
    TIMEOUT;

    private static final Pattern LATE = Pattern.compile("time[d_ -]?out|deadline", Pattern.CASE_INSENSITIVE);
    // 57014: PostgreSQL ended the statement because statement_timeout said so.
    private static final Set<String> LATE_CODES = Set.of("408", "504", "57014");

    /** An order that failed has no error in its span: all went as the business wants it. Yet it is a failure. */
    static Status of(Span span) {
        boolean isFailed = span.status() == SpanStatus.ERROR
                || Boolean.TRUE.equals(span.attributes().get("checkout.failed"));
        if (!isFailed) {
            return COMPLETED;
        }
        return isLate(span) ? TIMEOUT : FAILED;
    }

    private static boolean isLate(Span span) {
        String errorType = text(span, "error.type");
        return LATE.matcher(errorType).find()
                || LATE_CODES.contains(errorType)
                || LATE_CODES.contains(text(span, "db.response.status_code"))
                || LATE_CODES.contains(text(span, "http.response.status_code"))
                || LATE.matcher(span.statusMessage()).find();
    }

    private static String text(Span span, String attribute) {
        Object value = span.attributes().get(attribute);
        return value == null ? "" : value.toString();
    }

    public Outcome outcome() {
        return this == COMPLETED ? Outcome.SUCCESSFUL : Outcome.FAILED;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Status> parse(String word) {
        for (Status status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
