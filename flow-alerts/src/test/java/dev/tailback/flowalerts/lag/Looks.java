package dev.tailback.flowalerts.lag;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A group and its one partition, seen again and again. */
final class Looks {
    static final Place PLACE = new Place("orders", 0);
    static final Duration WINDOW = Duration.ofSeconds(10);

    private final LagMemory memory;
    private long atMillis = 1_000_000;

    Looks() {
        this("none");
    }

    Looks(String fromEarliest) {
        memory = new LagMemory(new LagRules(WINDOW, Pattern.compile(fromEarliest), 10));
    }

    long nowMillis() {
        return atMillis;
    }

    /** A second later; somebody has the partition. */
    PartitionLag look(@Nullable Long committed, long earliest, long latest) {
        return look(committed, new Ends(earliest, latest), null, true);
    }

    PartitionLag look(@Nullable Long committed, Ends ends, @Nullable Unread unread, boolean isOwned) {
        atMillis += 1_000;
        Map<Spot, Unread> found = new HashMap<>();
        if (unread != null) {
            found.put(new Spot(PLACE, ends.from(committed == null ? 0 : committed)), unread);
        }
        GroupLook group = new GroupLook(
                "shipping",
                GroupKind.CLASSIC,
                "Stable",
                1,
                committed == null ? Map.of() : Map.of(PLACE, committed),
                isOwned ? Map.of(PLACE, new Member("m-1", "m", "/127.0.0.1")) : Map.of());
        LagView view = memory.after(
                new Look(atMillis, "c", Map.of(PLACE, ends), List.of(group), found, new Cost(1, 1, 0, 0, 1)));
        return view.groups().getFirst().partitions().getFirst();
    }
}
