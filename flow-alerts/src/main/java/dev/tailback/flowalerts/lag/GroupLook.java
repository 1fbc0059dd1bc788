package dev.tailback.flowalerts.lag;

import java.util.Map;

/**
 * What was seen of a group.
 *
 * @param state by Kafka's word
 * @param committed without the partitions where it has committed nothing
 * @param owners who reads what now
 */
public record GroupLook(
        String group,
        GroupKind kind,
        String state,
        int members,
        Map<Place, Long> committed,
        Map<Place, Member> owners) {
    public GroupLook {
        committed = Map.copyOf(committed);
        owners = Map.copyOf(owners);
    }
}
