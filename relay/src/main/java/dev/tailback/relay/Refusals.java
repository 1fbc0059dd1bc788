package dev.tailback.relay;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** At which row the relay stands still, over all terms: each that comes by it ends there. */
final class Refusals {
    private final AtomicReference<@Nullable RowRefused> last = new AtomicReference<>();

    void add(RowRefused refused) {
        last.set(refused);
    }

    void published(List<OutboxRow> rows) {
        RowRefused refused = last.get();
        if (refused != null && rows.stream().anyMatch(row -> row.record().id().equals(refused.id()))) {
            last.compareAndSet(refused, null);
        }
    }

    /** Null while Kafka takes what comes. */
    @Nullable
    String last() {
        RowRefused refused = last.get();
        return refused == null ? null : String.valueOf(refused.getMessage());
    }
}
