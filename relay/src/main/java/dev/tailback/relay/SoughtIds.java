package dev.tailback.relay;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Ids that are looked for, until each of them was found or turns out to be missing. */
final class SoughtIds {
    private final UUID[] sorted;
    private final BitSet found;
    private int missing;

    SoughtIds(Collection<UUID> ids) {
        this.sorted = ids.toArray(UUID[]::new);
        this.found = new BitSet(sorted.length);
        this.missing = sorted.length;
        Arrays.sort(sorted);
    }

    /** An id that nobody looks for, or that was found before, changes nothing. */
    void found(UUID id) {
        int index = Arrays.binarySearch(sorted, id);
        if (index >= 0 && !found.get(index)) {
            found.set(index);
            missing--;
        }
    }

    boolean allFound() {
        return missing == 0;
    }

    /** In the order of the ids, which is the order of their times. */
    List<UUID> missing() {
        UUID[] left = new UUID[missing];
        for (int index = found.nextClearBit(0), at = 0; at < missing; index = found.nextClearBit(index + 1), at++) {
            left[at] = sorted[index];
        }
        return List.of(left);
    }
}
