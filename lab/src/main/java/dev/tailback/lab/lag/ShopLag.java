package dev.tailback.lab.lag;

import dev.tailback.events.Topics;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.lag.LagFigures.Group;
import dev.tailback.lab.lag.LagFigures.Partition;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Http;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** How many records the shop's groups have yet to read in the shop's topics. */
public final class ShopLag {
    private final Lag lag;

    public ShopLag(Http http, Places places) {
        lag = new Lag(http, places);
    }

    /** Empty while nobody tells, which is one of the things that a load is there to show. */
    public OptionalLong now() throws InterruptedException {
        try {
            return OptionalLong.of(
                    byGroup().values().stream().mapToLong(Long::longValue).sum());
        } catch (Refusal notKnown) {
            return OptionalLong.empty();
        }
    }

    /** Of each of the shop's groups, which are called as their stages. Throws a {@link Refusal} while it is not known. */
    public Map<String, Long> byGroup() throws InterruptedException {
        LagFigures figures = lag.now();
        if (!figures.known()) {
            throw new Refusal("lag is not known: " + figures.reason());
        }
        return of(figures);
    }

    static Map<String, Long> of(LagFigures figures) {
        return figures.groups().stream()
                .filter(group -> !Topics.readBy(group.group()).isEmpty())
                .collect(Collectors.toMap(Group::group, ShopLag::inTheShopsTopics));
    }

    /** Without the dead letters that a stage reads, too. */
    private static long inTheShopsTopics(Group group) {
        return group.partitions().stream()
                .filter(partition -> Topics.ALL.contains(partition.topic()))
                .map(Partition::lag)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }
}
