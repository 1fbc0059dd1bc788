package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.incidents.Acknowledgement;
import dev.tailback.flowalerts.incidents.Ending;
import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.casefile.CaseFile.Moment;
import dev.tailback.flowalerts.incidents.casefile.CaseFile.Moment.Kind;
import dev.tailback.flowalerts.incidents.casefile.Shortened;
import dev.tailback.flowalerts.incidents.casefile.StageSeen;
import dev.tailback.flowalerts.incidents.gathering.Figures.Stretch;
import dev.tailback.flowalerts.logs.LogLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened when. */
final class TimelineOf {
    private static final int WARNING = 13;
    private static final int MOST_LINES = 2_000;
    private static final double FULL = 0.95;

    private final Sources sources;
    private final List<Moment> moments = new ArrayList<>();

    TimelineOf(Sources sources) {
        this.sources = sources;
    }

    record Found(List<Moment> moments, int leftOut) {}

    Found of(Incident incident, Window window) {
        incident(incident);
        signals(incident);
        figures(window);
        events(window);
        moments.sort(Comparator.comparing(Moment::at));
        return new Found(
                moments.stream().limit(CaseFile.MOST_MOMENTS).toList(),
                Math.max(0, moments.size() - CaseFile.MOST_MOMENTS));
    }

    private void add(@Nullable Instant at, Kind kind, String says) {
        if (at != null) {
            moments.add(new Moment(at, kind, Shortened.text(says)));
        }
    }

    private void incident(Incident incident) {
        add(incident.pendingAt(), Kind.INCIDENT, incident.rule() + " holds");
        add(incident.startedAt(), Kind.INCIDENT, incident.rule() + " fires");
        Ending ending = incident.ending();
        add(incident.endedAt(), Kind.INCIDENT, "over" + (ending == null ? "" : ": " + ending.word()));
        Acknowledgement by = incident.acknowledged();
        if (by != null) {
            add(by.at(), Kind.INCIDENT, "acknowledged by " + by.by());
        }
    }

    private void signals(Incident incident) {
        for (StageSeen stage : incident.file().stages()) {
            List<StageSeen.Sighting> signals = stage.signals();
            if (!signals.isEmpty()) {
                StageSeen.Sighting first = signals.getFirst();
                add(first.at(), Kind.SIGNAL, "stage %s: %s %s".formatted(stage.stage(), first.kind(), first.name()));
                StageSeen.Sighting last = signals.getLast();
                if (signals.size() > 1) {
                    add(last.at(), Kind.SIGNAL, "stage %s: its signal %d".formatted(stage.stage(), signals.size()));
                }
            }
        }
    }

    private void figures(Window window) {
        first(window, Names.POOL_PENDING, 0, "somebody waits for a connection of %s");
        first(window, "kafka_consumergroup_group_sum_lag", 20, "records wait: %s");
        first(window, Names.OUTBOX_ROWS, 20, "rows wait in the outbox of %s");
        for (Stretch max : sources.figures().of(Names.POOL_MAX, window.from(), window.to())) {
            sources.figures().of(Names.POOL_COUNT, window.from(), window.to()).stream()
                    .filter(used -> used.series().service().equals(max.series().service()))
                    .filter(used -> used.series().attributes().has(Names.POOL_STATE, "used"))
                    .filter(used -> samePool(used, max))
                    .forEach(used -> crossing(used, FULL * max.last())
                            .ifPresent(at -> add(
                                    at,
                                    Kind.FIGURE,
                                    "the pool of %s is full: %.0f connections"
                                            .formatted(max.series().service(), max.last()))));
        }
    }

    private static boolean samePool(Stretch one, Stretch other) {
        Object name = one.series().attributes().get(Names.POOL_NAME);
        return name == null || name.equals(other.series().attributes().get(Names.POOL_NAME));
    }

    private void first(Window window, String metric, double above, String says) {
        for (Stretch stretch : sources.figures().of(metric, window.from(), window.to())) {
            Object group = stretch.series().attributes().get("group");
            crossing(stretch, above)
                    .ifPresent(at -> add(
                            at,
                            Kind.FIGURE,
                            String.format(
                                    Locale.ROOT,
                                    says,
                                    group == null ? stretch.series().service() : group)));
        }
    }

    /** When it was above that for the first time, having been below. */
    private static Optional<Instant> crossing(Stretch stretch, double above) {
        for (int i = 0; i < stretch.size(); i++) {
            if (stretch.values()[i] > above) {
                return Optional.of(Window.instant(stretch.nanos()[i]));
            }
        }
        return Optional.empty();
    }

    private record Like(String service, String event) {}

    /** The first of those alike, with how many came. */
    private void events(Window window) {
        Map<Like, Integer> counts = new LinkedHashMap<>();
        Map<Like, LogLine> firsts = new LinkedHashMap<>();
        List<LogLine> lines = sources.logs()
                .latest(
                        line -> line.severityNumber() >= WARNING
                                && line.unixNano() >= window.from()
                                && line.unixNano() <= window.to(),
                        MOST_LINES);
        for (LogLine line : lines) {
            Like like = new Like(line.resource().service(), event(line));
            counts.merge(like, 1, Integer::sum);
            firsts.putIfAbsent(like, line);
        }
        firsts.forEach((like, line) -> add(
                Window.instant(line.unixNano()),
                Kind.EVENT,
                "%s: %s%s"
                        .formatted(
                                like.service(),
                                like.event(),
                                counts.getOrDefault(like, 1) == 1 ? "" : " (%d times)".formatted(counts.get(like)))));
    }

    private static String event(LogLine line) {
        if (!line.eventName().isEmpty()) {
            return line.eventName();
        }
        // Numbers and ids are what tells lines alike apart.
        String text = Shortened.text(line.body().toString()).replaceAll("[0-9a-f]*[0-9][0-9a-f-]*", "…");
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
