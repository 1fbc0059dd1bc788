package dev.tailback.flowalerts.lag;

import java.util.List;
import java.util.Map;

/**
 * How far everybody is behind at one moment.
 *
 * @param groups by name
 * @param leftOut partitions of groups for which there was no room
 */
public record LagView(
        long atMillis, String cluster, List<GroupLag> groups, Map<Place, Ends> ends, Cost cost, long leftOut) {
    public LagView {
        groups = List.copyOf(groups);
        ends = Map.copyOf(ends);
    }
}
