package dev.tailback.lab.lag;

import dev.tailback.lab.lag.LagFigures.Figure;
import dev.tailback.lab.lag.LagFigures.Group;
import dev.tailback.lab.lag.LagFigures.Partition;
import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lag as lines of text, the worst first. */
public final class LagLines {
    /** From the least trouble to the most. */
    private static final List<String> TROUBLE = List.of("OK", "WARN", "STALL", "STOP", "REWIND");

    private static final int SPARKLINE = 30;
    private static final String UNKNOWN = "?";

    private static final Comparator<Group> WORST_FIRST = Comparator.<Group>comparingInt(
                    group -> trouble(group.status()))
            .thenComparingDouble(group -> Objects.requireNonNullElse(group.lagSeconds(), 0.0))
            .reversed()
            .thenComparing(Group::group);

    private static final Comparator<Partition> WORST_PARTITION_FIRST = Comparator.<Partition>comparingInt(
                    partition -> trouble(partition.status()))
            .thenComparingDouble(partition -> Objects.requireNonNullElse(partition.lagSeconds(), 0.0))
            .reversed()
            .thenComparing(Partition::topic)
            .thenComparingInt(Partition::partition);

    private LagLines() {}

    private static int trouble(@Nullable String status) {
        return status == null ? -1 : TROUBLE.indexOf(status);
    }

    /** @param lately records behind of each group, the earliest first */
    public static List<String> groups(LagFigures lag, Map<String, List<Long>> lately) {
        if (!lag.known()) {
            return List.of("Lag is not known: " + Objects.requireNonNullElse(lag.reason(), "no look was taken yet"));
        }
        List<String> lines = new ArrayList<>();
        Table table = new Table("status", "group", "lag", "behind", "drained in", "in/s", "out/s", "last minute");
        lag.groups().stream()
                .sorted(WORST_FIRST)
                .forEach(group -> table.row(
                        Objects.requireNonNullElse(group.status(), UNKNOWN),
                        group.group(),
                        records(group.lag()),
                        age(group.lagSeconds()),
                        drain(group.drainSeconds()),
                        rate(group.producedPerSecond()),
                        rate(group.consumedPerSecond()),
                        Sparkline.of(lately.getOrDefault(group.group(), List.of()), SPARKLINE)));
        lines.addAll(lag.groups().isEmpty() ? List.of("No groups.") : table.lines());
        lines.addAll(notes(lag.groups()));
        lines.addAll(beside(lag.beside()));
        return lines;
    }

    private static List<String> notes(List<Group> groups) {
        List<String> notes = new ArrayList<>();
        for (Group group : groups) {
            if (group.lost() > 0) {
                notes.add(group.group() + " lost " + group.lost() + " records that retention deleted unread");
            }
            if (group.recordsWithoutCommit() > 0) {
                notes.add(group.group() + " has committed nothing where " + group.recordsWithoutCommit()
                        + " records are: how far it is behind there is not known");
            }
        }
        return notes;
    }

    private static List<String> beside(List<Figure> figures) {
        if (figures.isEmpty()) {
            return List.of();
        }
        Table table = new Table("beside it", "", "");
        figures.forEach(figure -> table.row(
                figure.name(),
                figure.attributes().entrySet().stream()
                        .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                        .sorted()
                        .collect(Collectors.joining(" ")),
                value(figure)));
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(table.lines());
        return lines;
    }

    private static String value(Figure figure) {
        if (figure.value() == null) {
            return UNKNOWN;
        }
        return switch (figure.unit()) {
            case "By" -> Amounts.bytes(figure.value().longValue());
            case "s" -> age(figure.value());
            default -> records(figure.value().longValue());
        };
    }

    /** Of one group, its partitions. */
    public static List<String> partitions(Group group) {
        Table table =
                new Table("status", "topic", "partition", "lag", "behind", "drained in", "in/s", "out/s", "member");
        group.partitions().stream()
                .sorted(WORST_PARTITION_FIRST)
                .forEach(partition -> table.row(
                        Objects.requireNonNullElse(partition.status(), UNKNOWN),
                        partition.topic(),
                        String.valueOf(partition.partition()),
                        records(partition.lag()),
                        age(partition.lagSeconds()),
                        drain(partition.drainSeconds()),
                        rate(partition.producedPerSecond()),
                        rate(partition.consumedPerSecond()),
                        Objects.requireNonNullElse(partition.member(), "nobody")));
        return table.lines();
    }

    private static String records(@Nullable Long records) {
        return records == null ? UNKNOWN : String.valueOf(records);
    }

    private static String rate(@Nullable Double rate) {
        return rate == null ? UNKNOWN : String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%.0f", rate);
    }

    private static String drain(@Nullable String seconds) {
        if (seconds == null) {
            return UNKNOWN;
        }
        return seconds.equals(LagFigures.NEVER) ? seconds : age(Double.valueOf(seconds));
    }

    /** 0.4 s, 12 s, 3 min 20 s, 5 h 12 min. */
    static String age(@Nullable Double seconds) {
        if (seconds == null) {
            return UNKNOWN;
        }
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3_600
                ? "%d min %02d s".formatted(whole / 60, whole % 60)
                : "%d h %02d min".formatted(whole / 3_600, whole / 60 % 60);
    }
}
