package dev.tailback.lab.shop;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as checkout tells of it. States that may come later than this code are words too. */
public record OrderView(
        UUID id,
        String state,
        @Nullable String traceId,
        @Nullable String reason,
        @Nullable Instant placedAt,
        @Nullable Instant patienceEnds,
        @Nullable Instant endedAt) {
    public static final String CONFIRMED = "confirmed";
    public static final String REJECTED = "rejected";
    public static final String FAILED = "failed";
    public static final String CANCELLED = "cancelled";
    private static final Set<String> OPEN = Set.of("placed", "reserved");

    public boolean isOpen() {
        return OPEN.contains(state);
    }
}
