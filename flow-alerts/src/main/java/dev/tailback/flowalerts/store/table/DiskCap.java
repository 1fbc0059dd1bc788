package dev.tailback.flowalerts.store.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What has to go when spans take more of the disk than they may: whole days, the oldest first, the successful before the
 * failed. Today stays: if it alone is too much, nothing is written until tomorrow or until there is more room.
 */
record DiskCap(List<Partition> toDrop, boolean isFull) {
    private static final Comparator<Partition> LEAST_WANTED =
            Comparator.comparing(Partition::outcome).thenComparing(Partition::day);

    static DiskCap of(Map<Partition, Long> sizes, long maxBytes, LocalDate today) {
        long left = sizes.values().stream().mapToLong(Long::longValue).sum();
        List<Partition> toDrop = new ArrayList<>();
        List<Partition> past = sizes.keySet().stream()
                .filter(partition -> partition.day().isBefore(today))
                .sorted(LEAST_WANTED)
                .toList();
        for (Partition partition : past) {
            if (left < maxBytes) {
                break;
            }
            toDrop.add(partition);
            left -= sizes.getOrDefault(partition, 0L);
        }
        return new DiskCap(List.copyOf(toDrop), left >= maxBytes);
    }
}
