package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Reading;
import dev.tailback.flowalerts.rules.core.verdict.Sighting;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import dev.tailback.flowalerts.rules.language.RuleText;
import dev.tailback.flowalerts.watch.Verdicts;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verdicts in their topic, as JSON that people can read: with the rule as it was when it decided so, since another instance
 * may have other files by now.
 */
final class VerdictJson {
    static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final HexFormat HEX = HexFormat.of();

    private VerdictJson() {}

    /** @param until null of what began to fire */
    private record Told(
            int version,
            String incident,
            String rule,
            List<String> key,
            long startNanos,
            @Nullable Long untilNanos,
            @Nullable String ending,
            boolean late,
            List<StageTold> stages,
            List<LimitTold> limits,
            String ruleText) {}

    private record StageTold(String stage, List<SignalTold> signals) {}

    private record SignalTold(
            String kind,
            long timeNanos,
            String traceHigh,
            String traceLow,
            String span,
            String name,
            Map<String, Object> attributes) {}

    /** @param figure null of no signal */
    private record LimitTold(
            String id, String state, long signals, @Nullable Double figure, boolean breached) {}

    static byte[] write(Rule rule, Verdict verdict) {
        return MAPPER.writeValueAsBytes(
                switch (verdict) {
                    case Verdict.Fired fired ->
                        new Told(
                                VERSION,
                                fired.incident(),
                                fired.rule(),
                                fired.key().values(),
                                fired.startNanos(),
                                null,
                                null,
                                fired.late(),
                                fired.evidence().stages().stream()
                                        .map(VerdictJson::told)
                                        .toList(),
                                fired.evidence().limits().stream()
                                        .map(VerdictJson::told)
                                        .toList(),
                                RuleText.of(rule));
                    case Verdict.Resolved resolved ->
                        new Told(
                                VERSION,
                                resolved.incident(),
                                resolved.rule(),
                                resolved.key().values(),
                                resolved.startNanos(),
                                resolved.timeNanos(),
                                resolved.ending().name(),
                                false,
                                List.of(),
                                List.of(),
                                RuleText.of(rule));
                });
    }

    private static StageTold told(Evidence.Seen seen) {
        return new StageTold(
                seen.stage(), seen.signals().stream().map(VerdictJson::told).toList());
    }

    private static SignalTold told(Sighting seen) {
        return new SignalTold(
                seen.kind().name(),
                seen.timeNanos(),
                HEX.toHexDigits(seen.idHigh()),
                HEX.toHexDigits(seen.idLow()),
                HEX.toHexDigits(seen.spanId()),
                seen.name(),
                seen.attributes());
    }

    private static LimitTold told(Reading reading) {
        return new LimitTold(
                reading.limit().id(),
                reading.state().name(),
                reading.signals(),
                Double.isNaN(reading.figure()) ? null : reading.figure(),
                reading.breached());
    }

    /** @throws IllegalArgumentException of what is no verdict, or one of another version */
    static Verdicts.Change read(byte[] bytes) {
        Told told;
        try {
            told = MAPPER.readValue(bytes, Told.class);
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("no verdict: " + wrong.getOriginalMessage(), wrong);
        }
        if (told.version() != VERSION) {
            throw new IllegalArgumentException(
                    "a verdict of version %d; allowed: %d".formatted(told.version(), VERSION));
        }
        Rule rule = rule(told);
        return new Verdicts.Change(rule, verdict(told, rule));
    }

    private static Rule rule(Told told) {
        return RuleFiles.read("verdict.yaml", told.ruleText().getBytes(StandardCharsets.UTF_8)).rules().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a verdict whose rule cannot be read: " + told.rule()))
                .rule();
    }

    private static Verdict verdict(Told told, Rule rule) {
        Key key = new Key(told.key());
        if (told.untilNanos() != null) {
            return new Verdict.Resolved(
                    told.incident(),
                    told.rule(),
                    key,
                    told.startNanos(),
                    told.untilNanos(),
                    Verdict.Ending.valueOf(Objects.requireNonNull(told.ending())));
        }
        return new Verdict.Fired(
                told.incident(),
                told.rule(),
                key,
                told.startNanos(),
                told.late(),
                new Evidence(
                        told.stages().stream().map(VerdictJson::seen).toList(),
                        told.limits().stream()
                                .flatMap(limit -> reading(limit, rule).stream())
                                .toList()));
    }

    private static Evidence.Seen seen(StageTold stage) {
        return new Evidence.Seen(
                stage.stage(),
                stage.signals().stream().map(VerdictJson::sighting).toList());
    }

    private static Sighting sighting(SignalTold signal) {
        return new Sighting(
                SignalKind.valueOf(signal.kind()),
                signal.timeNanos(),
                HexFormat.fromHexDigitsToLong(signal.traceHigh()),
                HexFormat.fromHexDigitsToLong(signal.traceLow()),
                HexFormat.fromHexDigitsToLong(signal.span()),
                signal.name(),
                numbers(signal.attributes()));
    }

    /** JSON does not tell a small whole number from a large one. */
    private static Map<String, Object> numbers(Map<String, Object> attributes) {
        Map<String, Object> same = new HashMap<>();
        attributes.forEach(
                (name, value) -> same.put(name, value instanceof Integer number ? number.longValue() : value));
        return same;
    }

    private static Optional<Reading> reading(LimitTold told, Rule rule) {
        return rule.limits().stream()
                .filter(limit -> limit.id().equals(told.id()))
                .findFirst()
                .map((Threshold.Limit limit) -> new Reading(
                        limit,
                        Reading.State.valueOf(told.state()),
                        told.signals(),
                        told.figure() == null ? Double.NaN : told.figure(),
                        told.breached()));
    }
}
