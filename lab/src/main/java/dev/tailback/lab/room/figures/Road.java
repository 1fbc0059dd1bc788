package dev.tailback.lab.room.figures;

import dev.tailback.lab.lag.LagFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A topic on its way to one of its readers.
 *
 * @param lag records that wait; null where it is not known, which is not 0
 * @param seconds age of the oldest of them
 * @param drain seconds until none waits, {@code never}, or null
 * @param parts what waits in each partition
 */
public record Road(
        String id,
        String topic,
        String group,
        @Nullable Long lag,
        @Nullable Double seconds,
        @Nullable String status,
        @Nullable Double in,
        @Nullable Double out,
        @Nullable String drain,
        List<@Nullable Long> parts) {
    private record Way(String id, String topic, String group) {}

    private static final List<Way> WAYS = List.of(
            new Way("carts", "carts", "checkout"),
            new Way("orders", "orders", "inventory"),
            new Way("outcomes", "orders", "catalog"),
            new Way("stock", "stock", "checkout"));
    /** The gravest last. */
    private static final List<String> GRAVITY = List.of("OK", "REWIND", "WARN", "STALL", "STOP");

    /** The shop's four; where nothing is known of one, its figures are null. */
    static List<Road> of(LagFigures figures) {
        return WAYS.stream().map(way -> of(way, figures)).toList();
    }

    private static Road of(Way way, LagFigures figures) {
        List<LagFigures.Partition> parts = figures.groups().stream()
                .filter(group -> group.group().equals(way.group()))
                .flatMap(group -> group.partitions().stream())
                .filter(partition -> partition.topic().equals(way.topic()))
                .sorted(Comparator.comparingInt(LagFigures.Partition::partition))
                .toList();
        List<LagFigures.Partition> known =
                parts.stream().filter(part -> part.lag() != null).toList();
        return new Road(
                way.id(),
                way.topic(),
                way.group(),
                known.isEmpty()
                        ? null
                        : (Long) known.stream().mapToLong(part -> lag(part)).sum(),
                known.stream()
                        .map(LagFigures.Partition::lagSeconds)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                gravest(parts).orElse(null),
                sum(parts, LagFigures.Partition::producedPerSecond),
                sum(parts, LagFigures.Partition::consumedPerSecond),
                drain(known),
                parts.stream().<@Nullable Long>map(LagFigures.Partition::lag).toList());
    }

    private static long lag(LagFigures.Partition part) {
        return Objects.requireNonNull(part.lag());
    }

    private interface Rate {
        @Nullable
        Double of(LagFigures.Partition part);
    }

    private static @Nullable Double sum(List<LagFigures.Partition> parts, Rate rate) {
        double sum = 0;
        boolean isKnown = false;
        for (LagFigures.Partition part : parts) {
            Double of = rate.of(part);
            if (of != null) {
                sum += of;
                isKnown = true;
            }
        }
        return isKnown ? (Double) sum : null;
    }

    static Optional<String> gravest(List<LagFigures.Partition> parts) {
        return parts.stream()
                .map(LagFigures.Partition::status)
                .filter(Objects::nonNull)
                .max(Comparator.comparingInt(GRAVITY::indexOf));
    }

    /** That of the slowest lane. */
    private static @Nullable String drain(List<LagFigures.Partition> known) {
        List<String> drains = new ArrayList<>(known.stream()
                .filter(part -> lag(part) > 0)
                .map(LagFigures.Partition::drainSeconds)
                .filter(Objects::nonNull)
                .toList());
        return drains.stream().max(Comparator.comparingDouble(Road::seconds)).orElse(null);
    }

    private static double seconds(String drain) {
        return drain.matches("[0-9.eE+-]+") ? Double.parseDouble(drain) : Double.POSITIVE_INFINITY;
    }

    boolean isKnown() {
        return lag != null;
    }

    long lagOr0() {
        return lag == null ? 0 : lag;
    }

    double secondsOr0() {
        return seconds == null ? 0 : seconds;
    }

    /** By how many records a second it empties. */
    double falling() {
        return in == null || out == null ? 0 : out - in;
    }

    /** Infinite where it never does. */
    double drainSeconds() {
        return drain == null ? Double.POSITIVE_INFINITY : seconds(drain);
    }
}
