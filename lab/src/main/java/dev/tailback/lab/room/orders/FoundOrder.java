package dev.tailback.lab.room.orders;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as the stages' tables have it.
 *
 * @param state {@code accepted} while checkout has not heard of it
 * @param acceptedAt when catalog took it; null if it came straight to Kafka
 */
record FoundOrder(
        UUID id,
        String state,
        @Nullable String reason,
        @Nullable Long totalCents,
        @Nullable Instant acceptedAt,
        @Nullable Instant placedAt,
        @Nullable Instant patienceEnds,
        @Nullable Instant endedAt,
        @Nullable String traceId) {}
