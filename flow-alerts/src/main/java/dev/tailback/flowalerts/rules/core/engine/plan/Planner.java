package dev.tailback.flowalerts.rules.core.engine.plan;

import dev.tailback.flowalerts.rules.core.engine.limit.Limits;
import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes rules ready to run. */
public final class Planner {
    /** So many attributes of a signal are kept as evidence. */
    private static final int MOST_CAPTURED = 32;

    private static final Pattern IN_A_TEMPLATE =
            Pattern.compile("\\{\\{\\s*stage\\.[^.}|\\s]+\\.(?:attr\\.)?([^}|\\s]+)");

    private Planner() {}

    public static Plan plan(Rule rule) {
        Bits bits = new Bits(rule);
        return new Plan(rule, bits, new Limits(rule.threshold(), rule.bucket()), captured(rule, bits.uses));
    }

    private static String[] captured(Rule rule, List<Plan.Use> uses) {
        Set<String> names = new TreeSet<>();
        uses.forEach(use -> attributes(predicate(use.atom()), names));
        for (String template : rule.annotations().values()) {
            IN_A_TEMPLATE
                    .matcher(template)
                    .results()
                    .map(found -> found.group(1))
                    .forEach(names::add);
        }
        names.remove("metric");
        names.add("service.name");
        return names.stream().limit(MOST_CAPTURED).toArray(String[]::new);
    }

    /** Adds the attributes that it looks at. */
    public static void attributes(Predicate predicate, Set<String> names) {
        switch (predicate) {
            case Predicate.Always always -> {}
            case Predicate.And and -> and.parts().forEach(part -> attributes(part, names));
            case Predicate.Or or -> or.parts().forEach(part -> attributes(part, names));
            case Predicate.Not not -> attributes(not.part(), names);
            case Check check -> names.add(check.attribute());
        }
    }

    /**
     * What an atom asks for.
     *
     * @param whateverItsValue with a {@code for}, points that do not satisfy it count as well: they end what has held
     */
    public static Predicate asked(Atom atom, boolean whateverItsValue) {
        return whateverItsValue && atom instanceof Atom.OfMetric metric ? series(metric) : predicate(atom);
    }

    public static Predicate predicate(Atom atom) {
        return switch (atom) {
            case Atom.OfSpan span -> span.predicate();
            case Atom.OfLog log -> log.predicate();
            case Atom.OfMetric metric -> and(series(metric), metric.value());
        };
    }

    private static Predicate series(Atom.OfMetric metric) {
        return and(new Check.Compare("metric", Operator.EQUAL, Value.of(metric.metric())), metric.where());
    }

    private static Predicate and(Predicate left, Predicate right) {
        List<Predicate> parts = new ArrayList<>();
        for (Predicate part : List.of(left, right)) {
            switch (part) {
                case Predicate.Always always -> {}
                case Predicate.And and -> parts.addAll(and.parts());
                case Predicate.Or or -> parts.add(or);
                case Predicate.Not not -> parts.add(not);
                case Check check -> parts.add(check);
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new Predicate.And(parts);
    }
}
