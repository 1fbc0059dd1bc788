package dev.tailback.stage.retention;

import dev.tailback.events.UuidV7;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
        List<LocalDate> there = of(table);
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (!there.contains(day)) {
                make(table, day);
            }
        }
    }

    /** Attached afterwards: a table that is made as a partition locks out every writer, behind every transaction. */
    private void make(String table, LocalDate day) {
        String name = nameOf(table, day);
        jdbc.sql("CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(name, table))
                .update();
        jdbc.sql("ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                        .formatted(table, name, bound(day), bound(day.plusDays(1))))
                .update();
    }

    /** In the order of time. */
    List<LocalDate> of(String table) {
        return jdbc.sql("""
                        SELECT right(partition.relname, 8)
                        FROM pg_inherits JOIN pg_class partition ON partition.oid = inhrelid
                        WHERE inhparent = to_regclass(:table) AND partition.relname ~ ('^' || :table || '_[0-9]{8}$')
                        ORDER BY 1""").param("table", table).query(String.class).list().stream()
                .map(digits -> LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE))
                .toList();
    }

    static String nameOf(String table, LocalDate day) {
        return table + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static UUID bound(LocalDate day) {
        return UuidV7.floor(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
