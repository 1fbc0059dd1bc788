package dev.tailback.flowalerts.incidents;

import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.casefile.FigureSeen;
import dev.tailback.flowalerts.incidents.casefile.Shortened;
import dev.tailback.flowalerts.incidents.casefile.StageSeen;
import dev.tailback.flowalerts.rules.core.model.Bound;
import dev.tailback.flowalerts.rules.core.model.Figure;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Reading;
import dev.tailback.flowalerts.rules.core.verdict.Sighting;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.rules.play.Annotations;
import dev.tailback.flowalerts.rules.play.Play;
import dev.tailback.flowalerts.signals.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An incident as the rules tell of it, in words of its own that outlast the rule. */
final class FromVerdict {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private FromVerdict() {}

    static Instant time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    static Map<String, String> key(Rule rule, Key key) {
        Map<String, String> named = new LinkedHashMap<>();
        List<String> names = rule.by().attributes();
        for (int i = 0; i < Math.min(names.size(), key.values().size()); i++) {
            named.put(names.get(i), Shortened.text(key.values().get(i)));
        }
        return named;
    }

    /** A new one that has not fired yet. */
    static Incident pending(Rule rule, String id, Key key, @Nullable Instant since) {
        return new Incident(
                id,
                rule.name(),
                key(rule, key),
                State.PENDING,
                rule.labels(),
                Map.of(),
                since,
                null,
                null,
                null,
                false,
                0,
                null,
                List.of(id),
                outlives(rule).toSeconds(),
                CaseFile.EMPTY);
    }

    /** How long it can go on firing without any signal. */
    private static Duration outlives(Rule rule) {
        Threshold threshold = rule.threshold();
        Duration window = threshold == null
                ? Duration.ZERO
                : Play.limits(threshold)
                        .map(Threshold.Limit::window)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        return rule.within()
                .plus(window)
                .plus(rule.holdsFor())
                .plus(rule.keepFiringFor())
                .plus(rule.bucket());
    }

    /** What the verdict adds to an incident. */
    static Incident dressed(Incident incident, Rule rule, Verdict.Fired fired) {
        return incident.dressed(rule.labels(), Annotations.of(rule, fired))
                .with(incident.file().withStages(stages(fired.evidence()), figures(fired.evidence())));
    }

    private static List<StageSeen> stages(Evidence evidence) {
        return evidence.stages().stream()
                .map(seen -> new StageSeen(
                        seen.stage(),
                        seen.signals().stream().map(FromVerdict::sighting).toList()))
                .toList();
    }

    private static StageSeen.Sighting sighting(Sighting signal) {
        String trace =
                signal.kind() == SignalKind.SPAN ? new TraceId(signal.idHigh(), signal.idLow()).toString() : null;
        return new StageSeen.Sighting(
                signal.kind().name().toLowerCase(Locale.ROOT),
                time(signal.timeNanos()),
                Shortened.text(signal.name()),
                trace,
                trace == null ? null : HexFormat.of().toHexDigits(signal.spanId()),
                Shortened.attributes(signal.attributes()));
    }

    private static List<FigureSeen> figures(Evidence evidence) {
        return evidence.limits().stream().map(FromVerdict::figure).toList();
    }

    private static FigureSeen figure(Reading reading) {
        double scale = isDuration(reading.limit()) ? NANOS_PER_SECOND : 1.0;
        Bound bound = reading.limit().breach();
        return new FigureSeen(
                reading.limit().id(),
                bound.operator().sign() + " " + number(bound.value() / scale) + (scale == 1 ? "" : " s"),
                Double.isNaN(reading.figure()) ? null : reading.figure() / scale,
                reading.state().name().toLowerCase(Locale.ROOT),
                reading.signals());
    }

    private static boolean isDuration(Threshold.Limit limit) {
        return limit.figure() instanceof Figure.Percentile percentile
                && percentile.field().equals("duration");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
