package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.incidents.causes.Facts;
import dev.tailback.flowalerts.incidents.gathering.Figures.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is remembered, as facts about a stretch of time. */
final class FactFinder {
    private static final double NANOS_PER_SECOND = 1_000_000_000;
    private static final String USED = "used";
    private static final String REPLICA = "replica";

    private final SpanTallies tallies;
    private final Figures figures;
    private final GroupsOf groups;

    FactFinder(SpanTallies tallies, Figures figures) {
        this.tallies = tallies;
        this.figures = figures;
        this.groups = new GroupsOf(figures);
    }

    /** Of that time, with those of the time before. */
    Facts facts(Window window) {
        Facts before = window.isBeforeKnown()
                ? of(window.beforeFrom(), window.from(), groups.between(window.beforeFrom(), window.from()), null)
                : null;
        return of(window.from(), window.to(), groups.between(window.first(), window.settled()), before);
    }

    private Facts of(long from, long to, List<Facts.Group> consumers, @Nullable Facts before) {
        Tally tally = tallies.between(from, to);
        return new Facts(
                (to - from) / NANOS_PER_SECOND,
                tables(tally),
                pools(tally, from, to),
                calls(tally),
                consumers,
                outbox(from, to),
                new Facts.Broker(isBrokerAway(from, to), tally.failedSends),
                new Facts.DatabaseState(tally.lostConnections, tally.lockFailures, tally.lost),
                new Facts.Orders(tally.ended, tally.failed, tally.late),
                SpanTallies.counts(tally.deadLetters),
                (int) figures.of(Names.STANDING_PARTITIONS, from, to).stream()
                        .mapToDouble(Stretch::most)
                        .sum(),
                new Facts.Arrivals(tally.arrivals, tally.again, tallies.busiest(from, to)),
                before);
    }

    private static List<Facts.Table> tables(Tally tally) {
        return sorted(tally.tables).entrySet().stream()
                .map(entry -> {
                    Tally.OfTable table = entry.getValue();
                    return new Facts.Table(
                            entry.getKey().service(),
                            entry.getKey().name(),
                            table.statements,
                            table.slow,
                            table.scans,
                            table.slowWrites,
                            table.sleeping,
                            table.millis / Math.max(1, table.statements),
                            table.missing);
                })
                .toList();
    }

    private static List<Facts.Call> calls(Tally tally) {
        return sorted(tally.calls).entrySet().stream()
                .map(entry -> {
                    Tally.OfCall call = entry.getValue();
                    return new Facts.Call(
                            entry.getKey().service(),
                            entry.getKey().name(),
                            call.count,
                            call.slow,
                            call.failed,
                            call.millis / Math.max(1, call.count));
                })
                .toList();
    }

    /** In an order that does not depend on chance. */
    private static <V> Map<Tally.Of, V> sorted(Map<Tally.Of, V> map) {
        TreeMap<Tally.Of, V> sorted =
                new TreeMap<Tally.Of, V>(Comparator.comparing(Tally.Of::service).thenComparing(Tally.Of::name));
        sorted.putAll(map);
        return sorted;
    }

    private List<Facts.Pool> pools(Tally tally, long from, long to) {
        Map<String, Tally.OfPool> services = new TreeMap<>(tally.pools);
        Stream.of(Names.POOL_MAX, Names.POOL_COUNT)
                .flatMap(metric -> figures.of(metric, from, to).stream())
                .forEach(stretch -> services.putIfAbsent(stretch.series().service(), new Tally.OfPool()));
        List<Facts.Pool> pools = new ArrayList<>();
        services.forEach((service, seen) -> {
            int max = most(Names.POOL_MAX, service, from, to, Stretch::last);
            int used = most(Names.POOL_COUNT, service, from, to, Stretch::most);
            pools.add(new Facts.Pool(
                    service,
                    max > 0 ? max : seen.max,
                    Math.max(used, seen.active),
                    most(Names.POOL_PENDING, service, from, to, Stretch::most),
                    Math.max(most(Names.POOL_TIMEOUTS, service, from, to, Stretch::grown), seen.exhausted),
                    seen.looks,
                    seen.looks == 0 ? 0 : seen.working / seen.looks));
        });
        return pools;
    }

    /** Of a service's pools but those of replicas, which spans do not tell apart. */
    private int most(String metric, String service, long from, long to, ToDoubleFunction<Stretch> figure) {
        return (int) figures.of(metric, from, to).stream()
                .filter(stretch -> stretch.series().service().equals(service))
                .filter(stretch -> !stretch.series().attributes().has(Names.POOL_NAME, REPLICA))
                .filter(stretch -> stretch.series().attributes().get(Names.POOL_STATE) == null
                        || stretch.series().attributes().has(Names.POOL_STATE, USED))
                .mapToDouble(figure)
                .max()
                .orElse(0);
    }

    private boolean isBrokerAway(long from, long to) {
        return figures.of(Names.BROKER_UP, from, to).stream()
                .flatMapToDouble(stretch -> Arrays.stream(stretch.values()))
                .anyMatch(up -> up == 0);
    }

    private Facts.@Nullable Outbox outbox(long from, long to) {
        List<Stretch> rows = figures.of(Names.OUTBOX_ROWS, 0, to);
        if (rows.isEmpty()) {
            return null;
        }
        List<Stretch> inTime = figures.of(Names.OUTBOX_ROWS, from, to);
        OptionalDouble age = figures.last(Names.OUTBOX_AGE, from, to);
        OptionalDouble oldest = figures.of(Names.OLDEST_ORDER, from, to).stream()
                .mapToDouble(Stretch::most)
                .max();
        return new Facts.Outbox(
                figures.last(Names.OUTBOX_ROWS, from, to).orElse(0),
                inTime.stream().mapToDouble(Stretch::most).max().orElse(0),
                age.orElse(0),
                longestSilence(rows, from, to),
                oldest.isPresent() ? oldest.getAsDouble() : null);
    }

    /** In that time, from when somebody had told of it: nobody is silent who has not begun. */
    private static double longestSilence(List<Stretch> told, long from, long to) {
        long[] times = LongStream.concat(
                        told.stream().flatMapToLong(stretch -> Arrays.stream(stretch.nanos())), LongStream.of(to))
                .sorted()
                .toArray();
        long longest = 0L;
        for (int i = 1; i < times.length; i++) {
            longest = times[i] < from ? 0 : Math.max(longest, times[i] - times[i - 1]);
        }
        return longest / NANOS_PER_SECOND;
    }
}
