package dev.tailback.lab.room;

import dev.tailback.lab.faults.FaultsView;
import dev.tailback.lab.lag.LagFigures;
import dev.tailback.lab.room.figures.Road;
import dev.tailback.lab.room.figures.RoomState;
import dev.tailback.telemetry.DemoRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page is told each second. It is the lab's own page that reads it, so fields may change with it.
 *
 * @param at milliseconds since 1970
 * @param run the scenario or walk that goes on
 * @param shoppers whether the lab itself sends some
 * @param isLagStale whether roads and groups are those of the last good look
 */
record Frame(
        long at,
        RoomState state,
        @Nullable ClockView clock,
        @Nullable String run,
        boolean shoppers,
        Map<String, Number> figures,
        List<Road> roads,
        List<Group> groups,
        boolean isLagStale,
        DatabaseSight.@Nullable Seen database,
        List<FaultsView.Noted> faults,
        List<Mark> marks,
        List<PartView> parts,
        List<Eye.Freshness> sources,
        int watchers) {
    Frame {
        figures = Map.copyOf(figures);
        roads = List.copyOf(roads);
        groups = List.copyOf(groups);
        faults = List.copyOf(faults);
        marks = List.copyOf(marks);
        parts = List.copyOf(parts);
        sources = List.copyOf(sources);
    }

    /**
     * The demo's clock.
     *
     * @param minutes how many it has; null where nobody knows
     */
    record ClockView(
            String mode,
            long start,
            double speed,
            double minute,
            @Nullable Double minutes,
            @Nullable String phase,
            List<DemoRun.Phase> phases) {
        static ClockView of(DemoRun run, Instant now, @Nullable Double minutes) {
            return new ClockView(
                    run.mode(),
                    run.startSeconds(),
                    run.speed(),
                    (now.toEpochMilli() - run.startSeconds() * 1_000) / 60_000.0 * run.speed(),
                    minutes,
                    run.phaseAt(now),
                    run.phases());
        }
    }

    /** A process of the lab; null since: it is as it always was while somebody looked. */
    record PartView(
            String name,
            String state,
            @Nullable Long pid,
            @Nullable String cause,
            @Nullable Instant since) {}

    /** A reader of topics, and its partitions in columns. */
    record Group(
            String group,
            String kind,
            String state,
            int members,
            @Nullable Long lag,
            @Nullable Double seconds,
            @Nullable String status,
            @Nullable Double in,
            @Nullable Double out,
            @Nullable String drain,
            long lost,
            List<Partition> parts) {
        static Group of(LagFigures.Group group) {
            return new Group(
                    group.group(),
                    group.kind(),
                    group.state(),
                    group.members(),
                    group.lag(),
                    group.lagSeconds(),
                    group.status(),
                    group.producedPerSecond(),
                    group.consumedPerSecond(),
                    group.drainSeconds(),
                    group.lost(),
                    group.partitions().stream().map(Partition::of).toList());
        }
    }

    record Partition(
            String topic,
            int partition,
            @Nullable Long lag,
            @Nullable Double seconds,
            @Nullable String status) {
        static Partition of(LagFigures.Partition part) {
            return new Partition(part.topic(), part.partition(), part.lag(), part.lagSeconds(), part.status());
        }
    }
}
