package dev.tailback.flowalerts.incidents;

import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.casefile.Cause;
import dev.tailback.flowalerts.incidents.casefile.FigureSeen;
import dev.tailback.flowalerts.incidents.casefile.StageSeen;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.play.ExplanationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why an incident is one, what is probably behind it, and how its rule stands now: in lines for a terminal. */
public final class Explained {
    private static final int MOST_CAUSES = 5;

    private final List<String> lines = new ArrayList<>();

    private Explained() {}

    public static List<String> lines(Incident incident, RuleBook rules) {
        Explained explained = new Explained();
        explained.headline(incident);
        explained.evidence(incident.file());
        explained.causes(incident.file().causes());
        explained.now(incident, rules);
        return List.copyOf(explained.lines);
    }

    private void headline(Incident incident) {
        lines.add(incident.summary());
        lines.add("%s of %s: %s since %s%s"
                .formatted(
                        incident.rule(),
                        incident.key(),
                        incident.state().word(),
                        incident.since(),
                        incident.endedAt() == null
                                ? ""
                                : ", until %s (%s)"
                                        .formatted(
                                                incident.endedAt(),
                                                incident.ending() == null
                                                        ? ""
                                                        : incident.ending().word())));
    }

    private void evidence(CaseFile file) {
        for (StageSeen stage : file.stages()) {
            lines.add("stage %s: %d signals"
                    .formatted(stage.stage(), stage.signals().size()));
            stage.signals().stream().map(Explained::text).forEach(lines::add);
        }
        for (FigureSeen figure : file.thresholds()) {
            lines.add("%s wants %s: %s of %d signals, %s"
                    .formatted(figure.id(), figure.bound(), number(figure), figure.signals(), figure.state()));
        }
    }

    private static String text(StageSeen.Sighting signal) {
        return "  %s  %s %s %s%s"
                .formatted(
                        signal.at(),
                        signal.kind(),
                        signal.name(),
                        signal.attributes(),
                        signal.traceId() == null ? "" : "  trace " + signal.traceId());
    }

    private static String number(FigureSeen figure) {
        return figure.figure() == null ? "nothing" : String.format(Locale.ROOT, "%.4g", figure.figure());
    }

    private void causes(List<Cause> causes) {
        causes.stream().limit(MOST_CAUSES).forEach(cause -> {
            lines.add("%s (%+d)".formatted(cause.says(), cause.weight()));
            cause.facts()
                    .forEach(fact -> lines.add("  %-7s %+d  %s"
                            .formatted(fact.weight() > 0 ? "for" : "against", fact.weight(), fact.says())));
        });
    }

    private void now(Incident incident, RuleBook rules) {
        Optional<Rule> rule = rules.rule(incident.rule());
        if (rule.isEmpty()) {
            lines.add("There is no rule of that name any more.");
            return;
        }
        Key key = new Key(rule.get().by().attributes().stream()
                .map(name -> incident.key().getOrDefault(name, ""))
                .toList());
        rules.explain(rule.get().name(), key).ifPresent(explanation -> {
            lines.add("The rule now:");
            lines.addAll(ExplanationText.lines(explanation));
        });
    }
}
