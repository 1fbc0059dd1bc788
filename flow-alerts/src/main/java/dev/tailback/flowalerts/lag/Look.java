package dev.tailback.flowalerts.lag;

import java.util.List;
import java.util.Map;

/**
 * A cluster at one moment. Committed offsets are read before the ends, so what is behind is too much at worst, and never
 * negative.
 *
 * @param ends without partitions of topics that are gone
 * @param unread as far as it was looked at
 */
public record Look(
        long atMillis,
        String cluster,
        Map<Place, Ends> ends,
        List<GroupLook> groups,
        Map<Spot, Unread> unread,
        Cost cost) {
    public Look {
        ends = Map.copyOf(ends);
        groups = List.copyOf(groups);
        unread = Map.copyOf(unread);
    }
}
