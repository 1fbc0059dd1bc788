package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.incidents.causes.Facts;
import dev.tailback.flowalerts.lag.GroupLag;
import dev.tailback.flowalerts.lag.LagState;
import dev.tailback.flowalerts.lag.PartitionLag;
import dev.tailback.flowalerts.lag.Status;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/** How consumers got on over the last half hour, a look each ten seconds. */
final class GroupLooks {
    private static final int MOST = 180;
    private static final int MOST_GROUPS = 100;

    private record Look(long nanos, boolean isAway, String says, List<Facts.Group> groups) {}

    private final ArrayDeque<Look> looks = new ArrayDeque<>();

    synchronized void look(LagState state, long nanos) {
        // Before the first look nothing is known, and nothing is wrong.
        var isAway = state.view() == null && state.failures() > 0;
        var view = state.view();
        List<Facts.Group> groups = view == null
                ? List.of()
                : view.groups().stream()
                        .filter(GroupLag::isKnown)
                        .limit(MOST_GROUPS)
                        .map(GroupLooks::group)
                        .toList();
        looks.add(new Look(nanos, isAway, String.valueOf(state.lastFailure()), groups));
        if (looks.size() > MOST) {
            looks.remove();
        }
    }

    private static Facts.Group group(GroupLag group) {
        var known = group.partitions().stream()
                .filter(partition -> partition.lag() != null)
                .toList();
        var hottest = known.stream().max(Comparator.comparingLong(GroupLooks::records));
        var lag = group.records();
        var rates = group.rates();
        return new Facts.Group(
                group.group(),
                lag,
                lag,
                group.mostSeconds(),
                group.members(),
                known.size(),
                (int) known.stream()
                        .map(PartitionLag::lag)
                        .filter(Objects::nonNull)
                        .filter(each -> each.status() == Status.STALL || each.status() == Status.STOP)
                        .count(),
                rates.consumed(),
                rates.produced(),
                hottest.map(partition -> partition.place().partition()).orElse(0),
                lag == 0 ? 0 : hottest.map(GroupLooks::records).orElse(0L) / (double) lag);
    }

    private static long records(PartitionLag partition) {
        var lag = partition.lag();
        return lag == null ? 0 : lag.records();
    }

    /** Of each group the worst look in that time, and how much it had to read when that was most. */
    synchronized List<Facts.Group> between(long from, long to) {
        var worst = new LinkedHashMap<String, Facts.Group>();
        for (var look : looks) {
            if (look.nanos() >= from && look.nanos() <= to) {
                look.groups().forEach(group -> worst.merge(group.name(), group, GroupLooks::worse));
            }
        }
        return List.copyOf(worst.values());
    }

    /** The later of two that are as bad, since what is known of it is nearer to the truth. */
    private static Facts.Group worse(Facts.Group one, Facts.Group other) {
        return badness(other) >= badness(one) ? other : one;
    }

    private static double badness(Facts.Group group) {
        return group.lag() + (group.members() == 0 && group.lag() > 0 ? 1e12 : 0) + 1e6 * group.standing();
    }

    synchronized Facts.Broker broker(long from, long to, int failedSends) {
        var away = looks.stream()
                .filter(look -> look.nanos() >= from && look.nanos() <= to && look.isAway())
                .reduce((earlier, later) -> later);
        return new Facts.Broker(
                away.isPresent(), failedSends, away.map(Look::says).orElse(""));
    }
}
