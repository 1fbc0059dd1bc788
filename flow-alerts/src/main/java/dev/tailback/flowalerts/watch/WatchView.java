package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.rules.issues.Issue;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * What rules are at work, and how.
 *
 * @param speed by which their durations are shortened
 * @param looked signals that came
 * @param asked those that some rule asks for, and that were handed on
 * @param state of what is evaluated where all signals are
 * @param rebuilt how often state could not be used and began anew, that of rules about our own servers included
 */
public record WatchView(
        Instant at,
        double speed,
        String mode,
        List<File> files,
        List<RuleView> rules,
        long looked,
        long asked,
        EvaluationState state,
        long rebuilt,
        long untold,
        boolean leads) {
    /**
     * @param rules that are in force
     * @param stale those among them that the file no longer says, since it is wrong now
     */
    public record File(String name, List<String> rules, List<String> stale, List<Issue> issues, Instant readAt) {
        public File {
            rules = List.copyOf(rules);
            stale = List.copyOf(stale);
            issues = List.copyOf(issues);
        }

        public boolean isWrong() {
            return issues.stream().anyMatch(Issue::isError);
        }
    }

    public WatchView {
        files = List.copyOf(files);
        rules = List.copyOf(rules);
    }

    /** How far the watermark is behind the clock; NaN before the first signal. */
    public double behindSeconds() {
        OptionalLong watermark = state.watermarkNanos();
        return watermark.isEmpty() ? Double.NaN : at.toEpochMilli() / 1e3 - watermark.getAsLong() / 1e9;
    }
}
