package dev.tailback.flowalerts.rules.tools;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.rules.play.ExplanationText;
import dev.tailback.flowalerts.rules.play.Play;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        description = "Says why a rule fired for a key at a time, or how far it came and what was missing.")
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private final Source source = new Source();

    @Option(names = "--rule", required = true, paramLabel = "NAME", description = "Which rule.")
    private String name = "";

    @Option(
            names = "--key",
            paramLabel = "VALUE",
            split = ",",
            description = "The key's values, with commas between (default: those that the rule knows are listed).")
    private @Nullable List<String> key;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When, such as 2026-11-30T10:22:00Z (default: when it was nearest to firing).")
    private @Nullable String at;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Commands.line(spec).getOut();
        List<Rule> rules = source.readRules(Commands.line(spec).getErr());
        Rule rule = rules.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal("--rule is '%s'; allowed: %s"
                        .formatted(name, rules.stream().map(Rule::name).toList())));
        long end = at == null ? Long.MAX_VALUE : Source.nanos(Source.time("--at", at));
        Play play = new Play(List.of(rule), source.outOfOrder(), Duration.ofSeconds(1));
        for (Signal signal : source.readRecording().inOrder()) {
            if (signal.timeNanos() <= end) {
                play.take(signal, signal.timeNanos());
            }
        }
        if (at == null) {
            play.end();
        } else {
            play.upTo(end);
        }
        if (key == null) {
            listKeys(play, out);
        } else {
            explain(play, new Key(key), out);
        }
        out.flush();
        return Exit.GOOD;
    }

    private void listKeys(Play play, PrintWriter out) {
        List<Explanation> known = play.closest().of(name);
        out.println("%s knows %s%s"
                .formatted(
                        name,
                        Commands.counted(known.size(), "key"),
                        known.isEmpty() ? "" : ", the nearest to firing first:"));
        known.forEach(
                one -> out.println("  --key '%s' --at %s".formatted(one.key(), ExplanationText.time(one.atNanos()))));
    }

    private void explain(Play play, Key wanted, PrintWriter out) {
        play.verdicts().stream().filter(verdict -> verdict.key().equals(wanted)).forEach(verdict -> say(verdict, out));
        Optional<Explanation> explanation = at == null ? play.closest().of(name, wanted) : play.explain(name, wanted);
        if (explanation.isEmpty()) {
            out.println(
                    "%s knows nothing of '%s': no signal of it satisfied any part of the rule".formatted(name, wanted));
            return;
        }
        say(explanation.get(), out);
    }

    private static void say(Verdict verdict, PrintWriter out) {
        switch (verdict) {
            case Verdict.Fired fired -> {
                out.println("fired at %s%s, incident %s"
                        .formatted(
                                ExplanationText.time(fired.startNanos()),
                                fired.late() ? ", told late" : "",
                                fired.incident()));
                EvidenceText.lines(fired.evidence()).forEach(line -> out.println("  " + line));
            }
            case Verdict.Resolved resolved ->
                out.println("resolved at %s: %s"
                        .formatted(
                                ExplanationText.time(resolved.timeNanos()),
                                resolved.ending().name().toLowerCase(Locale.ROOT)));
        }
    }

    private void say(Explanation explanation, PrintWriter out) {
        out.println("%s for '%s' at %s: %s"
                .formatted(
                        explanation.rule(),
                        explanation.key(),
                        ExplanationText.time(explanation.atNanos()),
                        explanation.phase().name().toLowerCase(Locale.ROOT)));
        ExplanationText.lines(explanation).forEach(out::println);
    }
}
