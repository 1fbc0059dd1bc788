package dev.tailback.flowalerts.lag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes of one look after another how far everybody is behind. Of one thread. */
public final class LagMemory {
    private record Way(String group, Place place) {}

    private final LagRules rules;
    private final Map<Way, Progress> ways = new HashMap<>();
    private final Map<Place, Written> written = new HashMap<>();

    public LagMemory(LagRules rules) {
        this.rules = rules;
    }

    public LagView after(Look look) {
        look.ends()
                .forEach((place, ends) ->
                        written.computeIfAbsent(place, unseen -> new Written()).saw(look.atMillis(), ends.latest()));
        written.keySet().retainAll(look.ends().keySet());
        Set<Way> seen = new HashSet<>();
        List<GroupLag> groups = new ArrayList<>();
        long leftOut = 0L;
        for (GroupLook group : look.groups()) {
            List<PartitionLag> partitions = new ArrayList<>();
            for (Place place : places(group)) {
                Ends ends = look.ends().get(place);
                if (ends == null) {
                    continue;
                }
                if (seen.size() >= rules.mostPartitions()) {
                    leftOut++;
                    continue;
                }
                seen.add(new Way(group.group(), place));
                partitions.add(partition(look, group, place, ends));
            }
            groups.add(new GroupLag(group.group(), group.kind(), group.state(), group.members(), partitions));
        }
        ways.keySet().retainAll(seen);
        return new LagView(look.atMillis(), look.cluster(), groups, look.ends(), look.cost(), leftOut);
    }

    private static List<Place> places(GroupLook group) {
        TreeSet<Place> places = new TreeSet<>(group.committed().keySet());
        places.addAll(group.owners().keySet());
        return List.copyOf(places);
    }

    private PartitionLag partition(Look look, GroupLook group, Place place, Ends ends) {
        Member owner = group.owners().get(place);
        Long committed = group.committed().get(place);
        Long position = committed == null ? beginning(group.group(), ends) : committed;
        return new PartitionLag(
                place,
                ends,
                owner,
                committed,
                position == null ? null : lag(look, group, place, ends, position, owner));
    }

    private @Nullable Long beginning(String group, Ends ends) {
        return rules.beginsWithTheEarliest(group) ? (Long) ends.earliest() : null;
    }

    private PartitionLag.Lag lag(
            Look look, GroupLook group, Place place, Ends ends, long position, @Nullable Member owner) {
        Unread unread = look.unread().get(new Spot(place, ends.from(position)));
        Written past = written.computeIfAbsent(place, unseen -> new Written());
        Behind behind = Behind.of(position, ends, unread, past, look.atMillis());
        Progress way = ways.computeIfAbsent(
                new Way(group.group(), place),
                unseen -> new Progress(rules.window().toMillis()));
        way.saw(look.atMillis(), position, ends.latest(), behind.records());
        Rates rates = way.rates();
        return new PartitionLag.Lag(
                behind.records(),
                behind.seconds(),
                way.status(look.atMillis(), behind.records(), owner != null),
                rates,
                rates.drainSeconds(behind.records()),
                behind.lost());
    }
}
