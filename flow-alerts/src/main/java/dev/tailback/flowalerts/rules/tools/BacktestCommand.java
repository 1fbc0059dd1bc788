package dev.tailback.flowalerts.rules.tools;

import dev.tailback.flowalerts.rules.core.engine.Counts;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.rules.play.Annotations;
import dev.tailback.flowalerts.rules.play.ExplanationText;
import dev.tailback.flowalerts.rules.play.Play;
import dev.tailback.flowalerts.rules.recordings.Recording;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "backtest",
        description = "Replays a recording against rules: what fires and when, and how near the others came.")
final class BacktestCommand implements Callable<Integer> {
    /** By the recording's time, between two looks at how near rules are. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private static final int NEAR_MISSES = 3;
    private static final double NANOS_PER_SECOND = 1e9;

    @Mixin
    private final Source source = new Source();

    @Option(names = "--must-fire", paramLabel = "RULE", description = "Fails if it does not fire; may be given again.")
    private List<String> mustFire = new ArrayList<>();

    @Option(names = "--silent", description = "Fails if any rule fires that no --must-fire names.")
    private boolean silent;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Writes the results as JUnit XML, a case for each rule.")
    private @Nullable Path junit;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Commands.line(spec).getOut();
        List<Rule> rules = source.readRules(Commands.line(spec).getErr());
        for (String name : mustFire) {
            if (rules.stream().noneMatch(rule -> rule.name().equals(name))) {
                throw new Refusal("--must-fire is '%s'; allowed: %s"
                        .formatted(name, rules.stream().map(Rule::name).toList()));
            }
        }
        Recording recording = source.readRecording();
        long began = System.nanoTime();
        Play play = play(rules, recording);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        reportRecording(recording, play, took, out);
        List<JunitXml.Case> cases = new ArrayList<>();
        for (Rule rule : rules) {
            List<String> output = lines(rule, play);
            List<String> failures = failures(rule, play);
            out.println(rule.name());
            output.forEach(line -> out.println("  " + line));
            failures.forEach(failure -> out.println("  FAILED: " + failure));
            cases.add(new JunitXml.Case(rule.name(), took.dividedBy(rules.size()), failures, output));
        }
        out.flush();
        JunitXml.Suite suite = new JunitXml.Suite("backtest", cases);
        if (junit != null) {
            JunitXml.write(junit, List.of(suite));
        }
        return suite.failed() > 0 ? Exit.FAILED : Exit.GOOD;
    }

    private Play play(List<Rule> rules, Recording recording) {
        Play play = new Play(rules, source.outOfOrder(), BETWEEN_LOOKS);
        for (Signal signal : recording.inOrder()) {
            play.take(signal, signal.timeNanos());
        }
        play.end();
        return play;
    }

    private static void reportRecording(Recording recording, Play play, Duration took, PrintWriter out) {
        List<Signal> signals = recording.inOrder();
        out.println("Played %s, %s and %s"
                .formatted(
                        Commands.counted(recording.spans(), "span"),
                        Commands.counted(recording.points(), "metric point"),
                        Commands.counted(recording.lines(), "log line")));
        if (!signals.isEmpty()) {
            long first = signals.getFirst().timeNanos();
            long last = signals.getLast().timeNanos();
            out.println(String.format(
                    Locale.ROOT,
                    "  from %s to %s, in %.1f s: %.0f times as fast as recorded",
                    ExplanationText.time(first),
                    ExplanationText.time(last),
                    took.toNanos() / NANOS_PER_SECOND,
                    (double) (last - first) / Math.max(1, took.toNanos())));
        }
        if (recording.rejected() > 0) {
            out.println("  %d more could not be read".formatted(recording.rejected()));
        }
        Counts counts = play.counts();
        out.println("  %d matched a part of a rule, %d of them had no key, %d were duplicates"
                .formatted(counts.matched(), counts.keyless(), counts.duplicates()));
        out.println();
    }

    private List<String> failures(Rule rule, Play play) {
        int fired = fired(rule, play).size();
        if (fired == 0 && mustFire.contains(rule.name())) {
            return List.of(rule.name() + " must fire, and did not");
        }
        return fired > 0 && silent && !mustFire.contains(rule.name())
                ? List.of("%s must be silent, and fired %s".formatted(rule.name(), Commands.counted(fired, "time")))
                : List.of();
    }

    private static List<Verdict.Fired> fired(Rule rule, Play play) {
        return play.verdicts().stream()
                .filter(Verdict.Fired.class::isInstance)
                .map(Verdict.Fired.class::cast)
                .filter(alert -> alert.rule().equals(rule.name()))
                .toList();
    }

    private static List<String> lines(Rule rule, Play play) {
        List<String> lines = new ArrayList<>();
        Map<String, Verdict.Resolved> ends = ends(play);
        for (Verdict.Fired alert : fired(rule, play)) {
            Verdict.Resolved end = ends.get(alert.incident());
            lines.add("FIRED for '%s' at %s%s"
                    .formatted(
                            alert.key(),
                            ExplanationText.time(alert.startNanos()),
                            end == null
                                    ? ", and goes on"
                                    : ", until %s (%s)"
                                            .formatted(
                                                    ExplanationText.time(end.timeNanos()),
                                                    end.ending().name().toLowerCase(Locale.ROOT))));
            Annotations.of(rule, alert).forEach((name, text) -> lines.add("  " + name + ": " + text));
            EvidenceText.lines(alert.evidence()).forEach(line -> lines.add("  " + line));
        }
        if (lines.isEmpty()) {
            lines.add("did not fire");
        }
        play.closest().of(rule.name()).stream()
                .filter(explanation -> fired(rule, play).stream()
                        .noneMatch(alert -> alert.key().equals(explanation.key())))
                .limit(NEAR_MISSES)
                .forEach(near -> {
                    lines.add("nearest for '%s' at %s".formatted(near.key(), ExplanationText.time(near.atNanos())));
                    lines.addAll(ExplanationText.lines(near));
                });
        return lines;
    }

    private static Map<String, Verdict.Resolved> ends(Play play) {
        Map<String, Verdict.Resolved> ends = new HashMap<>();
        play.verdicts().forEach(verdict -> {
            if (verdict instanceof Verdict.Resolved end) {
                ends.put(end.incident(), end);
            }
        });
        return ends;
    }
}
