package dev.tailback.flowalerts.lag;

import java.util.Locale;

/** How a group shares its partitions. */
public enum GroupKind {
    /** The clients decide, or nobody does: offsets are all that there is. */
    CLASSIC,
    /** The broker decides, by KIP-848. */
    CONSUMER,
    /** Tasks of Kafka Streams, by KIP-1071. */
    STREAMS,
    /** Members share partitions; what is behind is counted from the first record that is not done with. */
    SHARE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
