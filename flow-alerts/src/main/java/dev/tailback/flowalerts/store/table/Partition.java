package dev.tailback.flowalerts.store.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;

/** The table of one outcome and one day, in UTC. */
public record Partition(Outcome outcome, LocalDate day) {

    public String name() {
        return prefix(outcome) + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    public String create() {
        return "CREATE TABLE %s PARTITION OF trace_spans_%s FOR VALUES FROM ('%sT00:00Z') TO ('%sT00:00Z')"
                .formatted(name(), outcome.word(), day, day.plusDays(1));
    }

    String drop() {
        return "DROP TABLE " + name();
    }

    /** Empty for a table that is none of ours. */
    static Optional<Partition> named(String table) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> table.startsWith(prefix(outcome)))
                .findFirst()
                .flatMap(outcome ->
                        day(table.substring(prefix(outcome).length())).map(day -> new Partition(outcome, day)));
    }

    private static String prefix(Outcome outcome) {
        return "trace_spans_" + outcome.word() + "_";
    }

    private static Optional<LocalDate> day(String digits) {
        try {
            return Optional.of(LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
