package dev.tailback.lab.lag;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far consumers are behind, in the words of flow-alerts' {@code GET /api/lag}.
 *
 * @param reason why it is not known; absent when it is
 */
public record LagFigures(boolean known, @Nullable String reason, List<Group> groups, List<Figure> beside) {

    /** What the {@code drain_seconds} of what grows is. */
    static final String NEVER = "never";

    /** @param lag null where nothing is committed */
    public record Group(
            String group,
            String kind,
            String state,
            int members,
            @Nullable Long lag,
            @Nullable Double lagSeconds,
            @Nullable String status,
            @Nullable Double consumedPerSecond,
            @Nullable Double producedPerSecond,
            @Nullable String drainSeconds,
            long lost,
            long recordsWithoutCommit,
            List<Partition> partitions) {}

    public record Partition(
            String topic,
            int partition,
            @Nullable Long committed,
            long earliest,
            long latest,
            @Nullable Long lag,
            @Nullable Double lagSeconds,
            @Nullable String status,
            @Nullable Double consumedPerSecond,
            @Nullable Double producedPerSecond,
            @Nullable String drainSeconds,
            @Nullable Long lost,
            @Nullable String member) {}

    /** A metric that somebody else sends. */
    public record Figure(
            String name,
            String service,
            String unit,
            Map<String, Object> attributes,
            @Nullable Double value) {}
}
