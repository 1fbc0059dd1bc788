package dev.tailback.flowalerts.incidents.casefile;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an incident. Written as JSON it is public, so fields are only ever added.
 *
 * @param gatheredAt when it was put together last; absent if never
 * @param stages why the rule fired
 * @param spans the very spans that made it fire
 * @param lines metrics around it, each over time
 * @param plans statements whose plan was looked at
 * @param causes the most probable first
 * @param leftOut what there was no room for
 */
public record CaseFile(
        @Nullable Instant gatheredAt,
        List<StageSeen> stages,
        List<FigureSeen> thresholds,
        List<SpanSeen> spans,
        List<MetricLine> lines,
        List<PlanSeen> plans,
        Orders orders,
        @Nullable Revenue revenue,
        List<Cause> causes,
        List<Moment> timeline,
        LeftOut leftOut) {
    public static final int MOST_SPANS = 50;
    public static final int MOST_LINES = 40;
    public static final int MOST_PLANS = 10;
    public static final int MOST_ORDERS = 100;
    public static final int MOST_MOMENTS = 200;

    public static final CaseFile EMPTY = new CaseFile(
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Orders.NONE,
            null,
            List.of(),
            List.of(),
            LeftOut.NOTHING);

    public CaseFile {
        stages = List.copyOf(stages);
        thresholds = List.copyOf(thresholds);
        spans = List.copyOf(spans);
        lines = List.copyOf(lines);
        plans = List.copyOf(plans);
        causes = List.copyOf(causes);
        timeline = List.copyOf(timeline);
    }

    /**
     * @param orders that were touched; of them at most so many ids are shown
     */
    public record Orders(int failed, int touched, List<String> ids) {
        public static final Orders NONE = new Orders(0, 0, List.of());

        public Orders {
            ids = List.copyOf(ids);
        }
    }

    /**
     * What failed orders would have brought.
     *
     * @param metric the counter that it comes from; its unit is that of the figures
     * @param perMinute in the last minute that was looked at
     * @param total since the incident began
     */
    public record Revenue(String metric, String unit, double perMinute, double total, List<Minute> minutes) {
        public Revenue {
            minutes = List.copyOf(minutes);
        }
    }

    public record Minute(Instant at, double failed) {}

    /** A step of the story. */
    public record Moment(Instant at, Kind kind, String says) {
        public enum Kind {
            /** The incident itself: it began, was acknowledged, ended. */
            INCIDENT,
            /** A signal that the rule counted. */
            SIGNAL,
            /** A figure that left its usual band, or came back. */
            FIGURE,
            /** A log line that is an event. */
            EVENT;

            @JsonValue
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    public record LeftOut(int spans, int lines, int plans, int orders, int moments) {
        public static final LeftOut NOTHING = new LeftOut(0, 0, 0, 0, 0);
    }

    public CaseFile withCauses(List<Cause> others) {
        return new CaseFile(
                gatheredAt, stages, thresholds, spans, lines, plans, orders, revenue, others, timeline, leftOut);
    }

    public Optional<Cause> probableCause() {
        return causes.stream().findFirst().filter(cause -> cause.weight() > 0);
    }

    public CaseFile withStages(List<StageSeen> seen, List<FigureSeen> figures) {
        return new CaseFile(gatheredAt, seen, figures, spans, lines, plans, orders, revenue, causes, timeline, leftOut);
    }
}
