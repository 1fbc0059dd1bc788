package dev.tailback.flowalerts.exposition;

import dev.tailback.flowalerts.exposition.Family.Growing;
import dev.tailback.flowalerts.exposition.Family.Kind;
import dev.tailback.flowalerts.rules.core.engine.Counts;
import dev.tailback.flowalerts.rules.issues.Issue;
import dev.tailback.flowalerts.watch.EvaluationState;
import dev.tailback.flowalerts.watch.RuleView;
import dev.tailback.flowalerts.watch.WatchView;
import java.util.List;
import java.util.stream.Stream;

/** How rules get on. */
public final class RuleFamilies {
    private static final String REASON = "reason";

    private RuleFamilies() {}

    public static List<Family> of(WatchView watch) {
        return Stream.of(signals(watch), evaluation(watch), files(watch))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Family> signals(WatchView watch) {
        Counts counts = watch.state().counts();
        return List.of(
                Family.counter(
                        "flow_alerts_rules_signals_total", "Spans, points and lines that rules saw.", watch.looked()),
                Family.counter("flow_alerts_rules_asked_total", "Those that some rule asks for.", watch.asked()),
                Family.counter("flow_alerts_rules_duplicates_total", "Those that came again.", counts.duplicates()),
                Family.counter(
                        "flow_alerts_rules_late_total",
                        "Those that came behind the watermark, and counted.",
                        counts.late()),
                Family.counter(
                        "flow_alerts_rules_hurried_total",
                        "Those that were applied before the watermark, since too many were held.",
                        counts.hurried()),
                dropped(watch));
    }

    private static Family dropped(WatchView watch) {
        EvaluationState state = watch.state();
        Counts counts = state.counts();
        Growing dropped = new Growing(
                "flow_alerts_rules_dropped_total",
                Kind.COUNTER,
                "Signals that rules could not count, and what they could not keep, by the reason.");
        dropped.add(Family.labels(REASON, "too_late"), counts.tooLate());
        dropped.add(Family.labels(REASON, "ahead_of_clock"), state.ahead());
        dropped.add(Family.labels(REASON, "broker_away"), state.missed());
        dropped.add(Family.labels(REASON, "unreadable"), state.unreadable());
        dropped.add(Family.labels(REASON, "without_key"), counts.keyless());
        dropped.add(Family.labels(REASON, "evicted_key"), counts.evictedKeys());
        dropped.add(Family.labels(REASON, "forgotten_id"), counts.forgottenIds());
        dropped.add(Family.labels(REASON, "untold_verdict"), watch.untold());
        return dropped.family();
    }

    private static List<Family> evaluation(WatchView watch) {
        EvaluationState state = watch.state();
        Growing firing = Growing.gauge("flow_alerts_rule_firing", "Keys for which the rule fires.");
        for (RuleView rule : watch.rules()) {
            firing.add(Family.labels("rule", rule.rule().name()), rule.firing());
        }
        return List.of(
                firing.family(),
                Family.gauge(
                        "flow_alerts_rules_keys",
                        "Keys that rules know.",
                        state.counts().keys()),
                Family.gauge(
                        "flow_alerts_rules_watermark_behind_seconds",
                        "How far the time up to which rules have decided is behind the clock.",
                        watch.behindSeconds()),
                Family.gauge(
                        "flow_alerts_rules_waiting_records",
                        "Records of signals that this instance is to evaluate and has not.",
                        state.waiting()),
                Family.gauge("flow_alerts_rules_checkpoint_bytes", "Of the last checkpoint.", state.checkpointBytes()),
                Family.counter(
                        "flow_alerts_rules_rebuilt_total",
                        "How often what rules knew could not be read, and began anew.",
                        watch.rebuilt()),
                Family.gauge(
                        "flow_alerts_leads", "1 while this instance is the one that notifies.", watch.leads() ? 1 : 0));
    }

    private static List<Family> files(WatchView watch) {
        List<WatchView.File> files = watch.files();
        return List.of(
                Family.gauge(
                        "flow_alerts_rules_in_force",
                        "Rules at work.",
                        watch.rules().size()),
                Family.gauge(
                        "flow_alerts_rules_stale",
                        "Those among them that stay as they were, since their file is wrong now.",
                        files.stream().mapToInt(file -> file.stale().size()).sum()),
                Family.gauge("flow_alerts_rule_files", "Files of rules.", files.size()),
                Family.gauge(
                        "flow_alerts_rule_files_wrong",
                        "Files of rules with something that cannot be used.",
                        files.stream().filter(WatchView.File::isWrong).count()),
                Family.gauge(
                        "flow_alerts_rule_mistakes",
                        "Mistakes in files of rules, each of which keeps something from being used.",
                        files.stream()
                                .flatMap(file -> file.issues().stream())
                                .filter(Issue::isError)
                                .count()));
    }
}
