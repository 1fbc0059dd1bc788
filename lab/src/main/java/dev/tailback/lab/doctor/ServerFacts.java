package dev.tailback.lab.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL tells of itself.
 *
 * @param reserved connections that only a superuser gets
 * @param slot null when there is none
 * @param slotLimit bytes of WAL that a slot may hold back
 * @param sessionErrors sessions that ended by a failure, a lost client or a kill
 */
record ServerFacts(
        int maxConnections,
        int reserved,
        int connections,
        @Nullable Slot slot,
        long slotLimit,
        long sessions,
        long sessionErrors,
        List<Size> databases,
        List<Table> tables,
        List<Statement> statements) {

    record Slot(boolean isActive, String walStatus, long retainedBytes) {}

    record Size(String database, long bytes) {}

    record Table(String name, long bytes, long indexBytes) {}

    record Statement(String query, String role, long calls, double meanMillis) {}
}
