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
    private static final int NARROWEST_SPARKLINE = 8;
    /** Whose oldest unread record is younger than that reads as fast as others write, whatever the rates say of a moment. */
    private static final double KEEPS_UP_SECONDS = 1;

    private static final String KEEPS_UP = "keeps up";
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

    /**
     * @param lately records behind of each group, the earliest first
     * @param columns into which the table fits, if it can
     */
    public static List<String> groups(LagFigures lag, Map<String, List<Long>> lately, int columns) {
        if (!lag.known()) {
            return List.of("Lag is not known: " + Objects.requireNonNullElse(lag.reason(), "no look was taken yet"));
        }
        List<String> lines =
                new ArrayList<>(lag.groups().isEmpty() ? List.of("No groups.") : table(lag, lately, SPARKLINE));
        int tooMuch = lines.stream().mapToInt(String::length).max().orElse(0) - columns;
        if (tooMuch > 0 && !lag.groups().isEmpty()) {
            lines = table(lag, lately, Math.max(NARROWEST_SPARKLINE, SPARKLINE - tooMuch));
        }
        lines.addAll(notes(lag.groups()));
        lines.addAll(beside(lag.beside()));
        return lines;
    }

    private static List<String> table(LagFigures lag, Map<String, List<Long>> lately, int sparkline) {
        Table table = new Table("status", "group", "lag", "behind", "drained in", "in/s", "out/s", "lately");
        lag.groups().stream()
                .sorted(WORST_FIRST)
                .forEach(group -> table.row(
                        Objects.requireNonNullElse(group.status(), UNKNOWN),
                        group.group(),
                        records(group.lag()),
                        age(group.lagSeconds()),
                        drain(group.drainSeconds(), group.lagSeconds()),
                        rate(group.producedPerSecond()),
                        rate(group.consumedPerSecond()),
                        Sparkline.of(lately.getOrDefault(group.group(), List.of()), sparkline)));
        return new ArrayList<>(table.lines());
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

    /** Of one group, its partitions. Those that are well and idle are counted: they would hide the others. */
    public static List<String> partitions(Group group) {
        List<Partition> told = group.partitions().stream()
                .filter(partition -> !isIdle(partition))
                .sorted(WORST_PARTITION_FIRST)
                .toList();
        int idle = group.partitions().size() - told.size();
        List<String> lines = new ArrayList<>(told.isEmpty() ? List.of() : table(told));
        if (idle > 0) {
            lines.add("%d %s, where nothing is unread and nothing comes"
                    .formatted(idle, told.isEmpty() ? "partitions" : "more partitions"));
        }
        return lines;
    }

    private static boolean isIdle(Partition partition) {
        return "OK".equals(partition.status())
                && Objects.equals(partition.lag(), 0L)
                && Objects.requireNonNullElse(partition.producedPerSecond(), 1.0) == 0;
    }

    private static List<String> table(List<Partition> partitions) {
        Table table =
                new Table("status", "topic", "partition", "lag", "behind", "drained in", "in/s", "out/s", "member");
        partitions.forEach(partition -> table.row(
                Objects.requireNonNullElse(partition.status(), UNKNOWN),
                partition.topic(),
                String.valueOf(partition.partition()),
                records(partition.lag()),
                age(partition.lagSeconds()),
                drain(partition.drainSeconds(), partition.lagSeconds()),
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

    private static String drain(@Nullable String seconds, @Nullable Double lagSeconds) {
        if (seconds == null) {
            return UNKNOWN;
        }
        if (lagSeconds != null && lagSeconds > 0 && lagSeconds < KEEPS_UP_SECONDS) {
            return KEEPS_UP;
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
