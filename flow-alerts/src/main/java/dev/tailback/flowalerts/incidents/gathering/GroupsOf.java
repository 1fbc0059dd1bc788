package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.incidents.causes.Facts;
import dev.tailback.flowalerts.incidents.gathering.Figures.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How consumers got on, as their lag is told. A group may be dead for a part of the time, and well before and after: what it was
 * for most of the time is what it is taken for, so that one that has just been repaired explains nothing that goes on.
 */
final class GroupsOf {
    private static final String GROUP = "group";
    private static final String STATUS = "status";
    private static final double NO_MEMBER = 1e12;
    private static final double STANDS = 1e6;

    private final Figures figures;

    GroupsOf(Figures figures) {
        this.figures = figures;
    }

    /** A group at one moment; absent what was not told then. */
    private record Look(
            long lag,
            long most,
            double seconds,
            @Nullable Double members,
            int partitions,
            int standing,
            @Nullable Double consumed,
            @Nullable Double produced,
            int hottest) {
        double badness() {
            return lag + (members != null && members == 0 && lag > 0 ? NO_MEMBER : 0) + STANDS * standing;
        }

        double hottestShare() {
            return lag == 0 ? 0 : most / (double) lag;
        }
    }

    /** The series of a group. */
    private static final class OfGroup {
        private final List<Stretch> stretches = new ArrayList<>();

        private Stretch main() {
            return stretches.stream()
                    .filter(stretch -> stretch.series().metric().equals(Names.GROUP_LAG))
                    .findFirst()
                    .orElseThrow();
        }

        private boolean isKnown() {
            return stretches.stream()
                    .anyMatch(stretch -> stretch.series().metric().equals(Names.GROUP_LAG));
        }

        private @Nullable Double value(String metric, long at) {
            return stretches.stream()
                    .filter(stretch -> stretch.series().metric().equals(metric))
                    .map(stretch -> stretch.at(at))
                    .filter(value -> value != null)
                    .findFirst()
                    .orElse(null);
        }

        private double known(String metric, long at) {
            Double value = value(metric, at);
            return value == null ? 0 : value;
        }

        private int partitions(long at, List<String> statuses) {
            return (int) stretches.stream()
                    .filter(stretch -> stretch.series().metric().equals(Names.GROUP_PARTITIONS))
                    .filter(stretch -> statuses.isEmpty()
                            || statuses.stream()
                                    .anyMatch(status ->
                                            stretch.series().attributes().has(STATUS, status)))
                    .map(stretch -> stretch.at(at))
                    .filter(value -> value != null)
                    .mapToDouble(value -> value)
                    .sum();
        }

        private Look look(long at) {
            return new Look(
                    (long) known(Names.GROUP_LAG, at),
                    (long) known(Names.GROUP_MOST_LAG, at),
                    known(Names.GROUP_SECONDS, at),
                    value(Names.GROUP_MEMBERS, at),
                    partitions(at, List.of()),
                    partitions(at, List.of("STALL", "STOP")),
                    value(Names.GROUP_CONSUMED, at),
                    value(Names.GROUP_PRODUCED, at),
                    (int) known(Names.GROUP_HOTTEST, at));
        }

        private Facts.Group facts(String name) {
            List<Look> looks = new ArrayList<>();
            for (long at : main().nanos()) {
                looks.add(look(at));
            }
            Look fullest =
                    looks.stream().max(Comparator.comparingLong(Look::lag)).orElseThrow();
            looks.sort(Comparator.comparingDouble(Look::badness));
            Look usual = looks.get(looks.size() / 2);
            return new Facts.Group(
                    name,
                    usual.lag(),
                    fullest.lag(),
                    usual.seconds(),
                    usual.members() == null ? null : usual.members().intValue(),
                    usual.partitions(),
                    usual.standing(),
                    usual.consumed(),
                    usual.produced(),
                    fullest.hottest(),
                    fullest.hottestShare());
        }
    }

    /** By name. */
    List<Facts.Group> between(long from, long to) {
        Map<String, OfGroup> groups = new TreeMap<>();
        Names.GROUP_METRICS.forEach(metric -> figures.of(metric, from, to)
                .forEach(stretch -> groups.computeIfAbsent(
                                String.valueOf(stretch.series().attributes().get(GROUP)), name -> new OfGroup())
                        .stretches
                        .add(stretch)));
        return groups.entrySet().stream()
                .filter(entry -> entry.getValue().isKnown())
                .map(entry -> entry.getValue().facts(entry.getKey()))
                .toList();
    }
}
