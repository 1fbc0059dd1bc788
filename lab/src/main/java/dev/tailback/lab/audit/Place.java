package dev.tailback.lab.audit;

import dev.tailback.events.Topics;

/** A record's topic, partition and offset in one long: 4, 12 and 48 bits. */
final class Place {
    private static final int OFFSET_BITS = 48;
    private static final int PARTITION_BITS = 12;
    private static final long OFFSET = (1L << OFFSET_BITS) - 1;
    private static final int PARTITION = (1 << PARTITION_BITS) - 1;

    private Place() {}

    static long of(int topic, int partition, long offset) {
        if (!isCountable(partition, offset)) {
            throw new IllegalArgumentException(
                    "%s-%d@%d is further than the audit can count".formatted(Topics.ALL.get(topic), partition, offset));
        }
        return (long) topic << OFFSET_BITS + PARTITION_BITS | (long) partition << OFFSET_BITS | offset;
    }

    static boolean isCountable(long partition, long offset) {
        return partition >= 0 && partition <= PARTITION && offset >= 0 && offset <= OFFSET;
    }

    static int topic(long place) {
        return (int) (place >>> OFFSET_BITS + PARTITION_BITS);
    }

    static String text(long place) {
        return Topics.ALL.get(topic(place)) + "-" + (place >>> OFFSET_BITS & PARTITION) + "@" + (place & OFFSET);
    }
}
