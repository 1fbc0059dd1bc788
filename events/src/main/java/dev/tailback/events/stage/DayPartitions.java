package dev.tailback.events.stage;

import dev.tailback.events.UuidV7;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The days of a table that is partitioned by a UUIDv7 column. Being by the id's own time and not by arrival, a
 * uniqueness survives midnight; an id of a day without a partition is refused by PostgreSQL.
 */
final class DayPartitions {
    private final JdbcClient jdbc;

    DayPartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the partitions from the first day to the last, both included, that are not there yet. */
    void ensure(String table, LocalDate first, LocalDate last) {
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            jdbc.sql("CREATE TABLE IF NOT EXISTS %s PARTITION OF %s FOR VALUES FROM ('%s') TO ('%s')"
                            .formatted(nameOf(table, day), table, bound(day), bound(day.plusDays(1))))
                    .update();
        }
    }

    static String nameOf(String table, LocalDate day) {
        return table + "_" + day.toString().replace("-", "");
    }

    private static UUID bound(LocalDate day) {
        return UuidV7.floor(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
