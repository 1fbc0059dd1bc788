package dev.tailback.flowalerts.store.row;

import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.store.table.Partition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A span with what the table wants to know of it beside. */
public record StoredSpan(Span span, Status status, Partition partition) {
    /** Of the order's spans, whoever made them. */
    static final String ORDER_ID = "order.id";

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    public static StoredSpan of(Span span) {
        Status status = Status.of(span);
        return new StoredSpan(span, status, new Partition(status.outcome(), day(span)));
    }

    private static LocalDate day(Span span) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(span.startUnixNano() / NANOS_PER_SECOND), ZoneOffset.UTC);
    }

    @Nullable
    String orderId() {
        Object id = span.attributes().get(ORDER_ID);
        return id == null ? null : id.toString();
    }
}
