package dev.tailback.flowalerts.rules.interchange;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Order;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Value;
import dev.tailback.flowalerts.rules.issues.Issue;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.language.RuleText;
import dev.tailback.flowalerts.rules.yaml.Documents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Flows of the Coralogix operator ({@code kind: Alert} with {@code alertType.flow}) as rules. A flow only refers to other
 * alerts, so it is given with them. What has no counterpart here stands in the rule as a log line's attribute
 * {@code coralogix.alert}, to be bound by hand, and is named with its place.
 */
public final class CoralogixAlerts {
    static final String BY_HAND = "coralogix.alert";

    private static final Duration LATENESS = Duration.ofMinutes(10);
    private static final Duration USUAL = Duration.ofMinutes(10);
    private static final int LONGEST_NAME = 100;
    private static final Map<String, String> SEVERITIES =
            Map.of("p1", "page", "p2", "page", "p3", "warning", "p4", "info", "p5", "info");

    private final List<Imported.Left> byHand = new ArrayList<>();
    private final Map<String, Tree> byName = new HashMap<>();
    private final List<Tree> flows = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private CoralogixAlerts() {}

    /** Thrown for files that are no YAML; what is wrong with each place. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(List<Issue> issues) {
            super(String.join("\n", issues.stream().map(Issue::toString).toList()));
        }
    }

    public static Imported read(List<Path> files) throws IOException, Unreadable {
        Issues issues = new Issues();
        CoralogixAlerts importing = new CoralogixAlerts();
        for (Path file : files) {
            Documents.read(file.toString(), file, issues).forEach(each -> importing.collect(new Tree(each)));
        }
        if (issues.errors() > 0) {
            throw new Unreadable(issues.inOrder());
        }
        return importing.written();
    }

    private void collect(Tree document) {
        if (!document.text("kind").equals("Alert")) {
            left(document, "this is of the kind '%s'; only Alert is read".formatted(document.text("kind")));
            return;
        }
        Stream.of(document.text("metadata", "name"), document.text("spec", "name"))
                .filter(name -> !name.isEmpty())
                .forEach(name -> byName.put(name, document));
        if (document.at("spec", "alertType", "flow").isPresent()) {
            flows.add(document);
        }
    }

    private void left(Tree where, String sentence) {
        byHand.add(new Imported.Left(where.place(), sentence));
    }

    private Imported written() {
        StringBuilder text = new StringBuilder("# Written by `rules import --from coralogix`.\n");
        List<Rule> rules =
                flows.stream().map(this::rule).flatMap(Optional::stream).toList();
        byHand.forEach(each -> text.append("# By hand: ")
                .append(each.sentence().replaceAll("\\s+", " "))
                .append('\n'));
        rules.forEach(rule -> text.append("---\n").append(RuleText.of(rule)));
        return new Imported(text.toString(), rules.size(), byHand);
    }

    private Optional<Rule> rule(Tree alert) {
        Tree flow = alert.at("spec", "alertType", "flow").orElseThrow();
        String name = name(alert);
        if (flow.text("enforceSuppression").equals("true")) {
            left(
                    flow,
                    "%s suppresses the alerts that it is made of (enforceSuppression); nothing here does"
                            .formatted(name));
        }
        List<Step> steps = new ArrayList<>();
        Duration whole = Duration.ZERO;
        for (Tree stage : flow.list("stages")) {
            Duration within = timeframe(stage, name);
            whole = whole.plus(within);
            if (!stage.text("timeframeType").isEmpty()
                    && !stage.text("timeframeType").equals("upTo")) {
                left(stage, "the timeframe of %s is '%s'; upTo is read".formatted(name, stage.text("timeframeType")));
            }
            add(stage, within, name, steps);
        }
        try {
            return Optional.of(new Rule(
                    name,
                    By.of("service.namespace"),
                    whole.isPositive() ? whole : USUAL,
                    Order.STRICT,
                    bounded(steps),
                    List.of(),
                    null,
                    Duration.ofSeconds(10),
                    Duration.ZERO,
                    Duration.ZERO,
                    LATENESS,
                    labels(alert),
                    annotations(alert)));
        } catch (IllegalArgumentException wrong) {
            left(flow, "%s cannot be carried over: %s".formatted(name, wrong.getMessage()));
            return Optional.empty();
        }
    }

    private Duration timeframe(Tree stage, String rule) {
        OptionalLong millis = stage.number("timeframeMs");
        if (millis.isEmpty() && stage.at("timeframeMs").isPresent()) {
            left(
                    stage,
                    "the timeframeMs of %s is '%s'; a whole number of milliseconds is read, and %s min are taken"
                            .formatted(rule, stage.text("timeframeMs"), USUAL.toMinutes()));
        }
        return millis.isPresent() ? Duration.ofMillis(millis.getAsLong()) : USUAL;
    }

    /** Names of their own: of two rules with one the second would be refused. */
    private String name(Tree alert) {
        String name = allowed(alert);
        String own = name;
        for (int number = 2; !names.add(own); number++) {
            own = name + "-" + number;
        }
        if (!own.equals(name)) {
            left(alert, "another flow is named '%s', too; this one is '%s'".formatted(name, own));
        }
        return own;
    }

    private static String allowed(Tree alert) {
        String named =
                alert.text("metadata", "name").isEmpty() ? alert.text("spec", "name") : alert.text("metadata", "name");
        String allowed = named.replaceAll("[^A-Za-z0-9_.-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
        return allowed.isEmpty() ? "flow" : allowed.substring(0, Math.min(LONGEST_NAME, allowed.length()));
    }

    /** Absences at an end have a window of their own, and those between two stages none. */
    private static List<Step> bounded(List<Step> steps) {
        List<Step> bounded = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step instanceof Step.Absence absence && i != 0 && i != steps.size() - 1) {
                step = new Step.Absence(absence.id(), absence.noneOf(), null, null);
            }
            bounded.add(step);
        }
        return bounded;
    }

    private static Map<String, String> labels(Tree alert) {
        Map<String, String> labels = new TreeMap<>();
        alert.at("spec", "entityLabels")
                .ifPresent(all -> all.keys().forEach(key -> labels.put(PromQl.name(key), all.text(key))));
        Optional.ofNullable(SEVERITIES.get(alert.text("spec", "priority")))
                .ifPresent(severity -> labels.put("severity", severity));
        return labels;
    }

    private static Map<String, String> annotations(Tree alert) {
        Map<String, String> annotations = new TreeMap<>();
        Stream.of(
                        Map.entry("summary", alert.text("spec", "name")),
                        Map.entry("description", alert.text("spec", "description")))
                .filter(each -> !each.getValue().isEmpty())
                .forEach(each -> annotations.put(each.getKey(), each.getValue().replace("{{", "{ {")));
        return annotations;
    }

    /** A stage is what must come, and behind it what must not. */
    private void add(Tree stage, Duration within, String rule, List<Step> steps) {
        int number = (int) steps.stream().filter(Step.Stage.class::isInstance).count() + 1;
        List<Condition> conditions = new ArrayList<>();
        List<Atom> absent = new ArrayList<>();
        @Nullable String op = null;
        List<Tree> groups = stage.list("flowStagesType", "groups");
        for (Tree group : groups) {
            Optional<Condition> wanted = group(group, rule, absent);
            wanted.ifPresent(conditions::add);
            // The last one's joins nothing.
            String next = group == groups.getLast() ? "" : group.text("nextOp");
            if (op == null) {
                op = next;
            } else if (!next.isEmpty() && !next.equals(op)) {
                left(group, "groups of %s are joined by and as well as or; %s is taken for all".formatted(rule, op));
            }
        }
        if (!conditions.isEmpty()) {
            Condition condition = conditions.size() == 1
                    ? conditions.getFirst()
                    : Objects.equals(op, "or") ? new Condition.Any(conditions) : new Condition.All(conditions);
            boolean isFirst = steps.isEmpty();
            steps.add(new Step.Stage("stage-" + number, condition, isFirst ? null : within, null));
        }
        if (!absent.isEmpty()) {
            steps.add(new Step.Absence("not-" + number, absent, within, null));
        }
    }

    private Optional<Condition> group(Tree group, String rule, List<Atom> absent) {
        boolean isOr = group.text("alertsOp").equals("or");
        List<Condition> wanted = new ArrayList<>();
        for (Tree definition : group.list("alertDefs")) {
            Condition condition = condition(definition, rule);
            if (!definition.text("not").equals("true")) {
                wanted.add(condition);
            } else if (condition instanceof Condition.Seen seen && seen.atLeast() == 1) {
                if (isOr) {
                    left(
                            definition,
                            "%s wants one alert or the absence of another; it is read as the one without the other"
                                    .formatted(rule));
                }
                absent.addAll(seen.anyOf());
            } else {
                left(definition, "%s wants that too few spans come; that is left out".formatted(rule));
            }
        }
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                wanted.size() == 1 ? wanted.getFirst() : isOr ? new Condition.Any(wanted) : new Condition.All(wanted));
    }

    private Condition condition(Tree definition, String rule) {
        Optional<Tree> reference = definition.at("alertRef");
        String name = Stream.of(
                        reference.map(each -> each.text("resourceRef", "name")).orElse(""),
                        reference.map(each -> each.text("backendRef", "name")).orElse(""),
                        reference.map(each -> each.text("backendRef", "id")).orElse(""))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("unnamed");
        Tree alert = byName.get(name);
        if (alert == null) {
            left(definition, "%s refers to the alert '%s', which is in none of the files".formatted(rule, name));
            return byHand(name);
        }
        try {
            return CoralogixAtom.of(
                    alert.at("spec", "alertType").orElseThrow(() -> new Unsayable("it has no alertType")));
        } catch (Unsayable unsayable) {
            left(alert, "the alert '%s' of %s cannot be carried over: %s".formatted(name, rule, unsayable.why()));
            return byHand(name);
        }
    }

    private static Condition byHand(String name) {
        return Condition.seen(new Atom.OfLog(new Check.Compare(BY_HAND, Operator.EQUAL, Value.of(name))));
    }
}
