package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.rules.core.engine.Counts;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Reading;
import dev.tailback.flowalerts.rules.issues.Issue;
import dev.tailback.flowalerts.rules.play.Closest;
import dev.tailback.flowalerts.rules.play.ExplanationText;
import dev.tailback.flowalerts.rules.play.StepText;
import dev.tailback.flowalerts.watch.EvaluationState;
import dev.tailback.flowalerts.watch.RuleView;
import dev.tailback.flowalerts.watch.WatchView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rules at work. Public JSON, so fields are only ever added. */
record RulesJson(
        String at,
        String mode,
        @Nullable String reason,
        double speed,
        boolean leads,
        @Nullable String watermark,
        @Nullable Double behindS,
        List<RuleJson> rules,
        List<FileJson> files,
        CountsJson counts) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MOST_LADDERS = 3;

    static RulesJson of(WatchView view) {
        EvaluationState state = view.state();
        OptionalLong watermark = state.watermarkNanos();
        Map<String, String> files = new HashMap<>();
        view.files().forEach(file -> file.rules().forEach(rule -> files.put(rule, file.name())));
        return new RulesJson(
                view.at().toString(),
                view.mode(),
                state.reason().isEmpty() ? null : state.reason(),
                view.speed(),
                view.leads(),
                watermark.isEmpty() ? null : ExplanationText.time(watermark.getAsLong()),
                watermark.isEmpty() ? null : view.behindSeconds(),
                view.rules().stream()
                        .map(rule -> RuleJson.of(rule, files.get(rule.rule().name()), MOST_LADDERS))
                        .toList(),
                view.files().stream().map(FileJson::of).toList(),
                CountsJson.of(view));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }

    private static @Nullable String time(long nanos) {
        return nanos <= 0 ? null : ExplanationText.time(nanos);
    }

    /**
     * @param state of all keys the one that matters most: firing, kept, pending, quiet
     * @param atOnce whether it fires with the signal that completes it, or only when the watermark has passed
     * @param keys how many it knows
     * @param ladders how far it has come for those keys for which it is nearest to firing
     */
    record RuleJson(
            String rule,
            @Nullable String file,
            String state,
            List<String> by,
            Map<String, String> labels,
            Map<String, String> annotations,
            double withinS,
            double forS,
            boolean atOnce,
            long keys,
            List<LadderJson> ladders) {
        static RuleJson of(RuleView view, @Nullable String file, int most) {
            Rule rule = view.rule();
            return new RuleJson(
                    rule.name(),
                    file,
                    word(view.phase()),
                    rule.by().attributes(),
                    rule.labels(),
                    rule.annotations(),
                    seconds(rule.within()),
                    seconds(rule.holdsFor()),
                    rule.firesAtOnce(),
                    view.keys(),
                    view.nearest().stream()
                            .limit(most)
                            .map(one -> LadderJson.of(rule, one))
                            .toList());
        }
    }

    /** A rule and the keys that were asked for. */
    record OneJson(RuleJson rule, List<LadderJson> ladders) {
        static OneJson of(RuleView view, List<Explanation> explanations) {
            return new OneJson(
                    RuleJson.of(view, null, 0),
                    explanations.stream()
                            .map(one -> LadderJson.of(view.rule(), one))
                            .toList());
        }
    }

    /**
     * How far a rule has come for a key.
     *
     * @param at the event time up to which this is true
     * @param since when the state began; absent of a quiet one
     * @param lacks the id of the first stage that must come and has not; absent when all have
     * @param late signals of this key that came late and counted
     * @param tooLate signals of this rule that came too late to count
     */
    record LadderJson(
            String key,
            String state,
            @Nullable String at,
            @Nullable String since,
            @Nullable String lacks,
            List<StageJson> stages,
            List<FigureJson> figures,
            long late,
            long tooLate) {
        static LadderJson of(Rule rule, Explanation one) {
            List<Step> steps = rule.steps();
            List<StageJson> stages = new ArrayList<>();
            for (int i = 0; i < steps.size() && i < one.stages().size(); i++) {
                stages.add(StageJson.of(steps.get(i), one.stages().get(i)));
            }
            return new LadderJson(
                    one.key().toString(),
                    word(one.phase()),
                    time(one.atNanos()),
                    time(one.sinceNanos()),
                    Closest.lacking(one).map(Explanation.Stage::id).orElse(null),
                    stages,
                    one.limits().stream().map(FigureJson::of).toList(),
                    one.late(),
                    one.tooLate());
        }
    }

    /**
     * @param not whether it must not come; then neither reached nor wanted say anything
     * @param says what it waits for
     * @param seen how many of its signals count towards it now
     * @param matched how many ever came
     * @param until when what is reached is too old for the next stage
     */
    record StageJson(
            String id,
            boolean not,
            String says,
            boolean reached,
            int seen,
            int wanted,
            long matched,
            @Nullable String until) {
        static StageJson of(Step step, Explanation.Stage stage) {
            return new StageJson(
                    stage.id(),
                    step instanceof Step.Absence,
                    StepText.of(step),
                    stage.reached(),
                    stage.seen(),
                    stage.wanted(),
                    stage.matched(),
                    time(stage.expiresNanos()));
        }
    }

    /**
     * @param state insufficient, within, between or beyond
     * @param figure absent of no signal; a duration is in nanoseconds
     * @param breached whether it counts as passed, which lasts until it clears
     */
    record FigureJson(
            String id,
            String says,
            String state,
            @Nullable Double figure,
            String bound,
            long signals,
            int minCount,
            double windowS,
            boolean breached) {
        static FigureJson of(Reading reading) {
            Threshold.Limit limit = reading.limit();
            return new FigureJson(
                    limit.id(),
                    StepText.of(limit),
                    word(reading.state()),
                    Double.isNaN(reading.figure()) ? null : reading.figure(),
                    ExplanationText.bound(limit.figure(), limit.breach()),
                    reading.signals(),
                    limit.minCount(),
                    seconds(limit.window()),
                    reading.breached());
        }
    }

    /**
     * @param state good; wrong, when some of it cannot be used
     * @param stale rules that stay as they were, since the file is wrong now
     */
    record FileJson(
            String file, String state, List<String> rules, List<String> stale, List<String> issues, String readAt) {
        static FileJson of(WatchView.File file) {
            return new FileJson(
                    file.name(),
                    file.isWrong() ? "wrong" : "good",
                    file.rules(),
                    file.stale(),
                    file.issues().stream().map(Issue::toString).toList(),
                    file.readAt().toString());
        }
    }

    /**
     * @param signals that came
     * @param asked that some rule asks for
     * @param ahead dated ahead of the clock, and not taken
     * @param missed that could not be brought to where rules are evaluated
     * @param unreadable records on their way there that are of another version, or broken
     * @param waiting records on their way there
     * @param rebuilt how often state could not be used, and began anew
     * @param untold verdicts that could not be told
     */
    record CountsJson(
            long signals,
            long asked,
            long ahead,
            long missed,
            long unreadable,
            long waiting,
            long rebuilt,
            long untold,
            long checkpointBytes,
            Counts engine) {
        static CountsJson of(WatchView view) {
            EvaluationState state = view.state();
            return new CountsJson(
                    view.looked(),
                    view.asked(),
                    state.ahead(),
                    state.missed(),
                    state.unreadable(),
                    state.waiting(),
                    view.rebuilt(),
                    view.untold(),
                    state.checkpointBytes(),
                    state.counts());
        }
    }
}
