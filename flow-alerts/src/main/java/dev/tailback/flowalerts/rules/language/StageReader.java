package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one stage: something that must come, or that must not. */
final class StageReader {
    static final String ANY = "any";
    static final String ALL = "all";
    static final String NOT = "not";
    static final String ID = "id";
    static final String AT_LEAST = "at_least";
    static final String WITHIN = "within";

    /** Of which a condition consists, at whatever depth. */
    private static final List<String> OF_CONDITION = Stream.concat(
                    AtomReader.FIELDS.stream(), Stream.of(ANY, ALL, AT_LEAST))
            .toList();

    static final List<String> FIELDS = Stream.concat(
                    Stream.of(ID), Stream.concat(OF_CONDITION.stream(), Stream.of(NOT, WITHIN, ByReader.BY)))
            .toList();

    static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");
    private static final int MOST_PARTS = 40;

    private final Issues issues;
    private final AtomReader atoms;

    StageReader(Issues issues) {
        this.issues = issues;
        this.atoms = new AtomReader(issues);
    }

    /** @param number of the stage, from one: it is called by it when it has no id */
    Optional<Step> read(Value value, int number) {
        return Fields.of("stage " + number, value, FIELDS, issues).flatMap(fields -> {
            String id = fields.reading(ID)
                    .flatMap(reading -> reading.name(
                            NAME,
                            "a letter, then letters, digits, _ and -, at most 63 in all",
                            "write a short word such as scan"))
                    .orElse("stage-" + number);
            return fields.has(NOT) ? absence(fields, id) : stage(fields, id);
        });
    }

    private Optional<Step> absence(Fields fields, String id) {
        for (String key : OF_CONDITION) {
            fields.find(key)
                    .ifPresent(field -> issues.add(
                            Code.NOT_FOR_ABSENCE,
                            field.place(),
                            "%s has '%s' beside 'not'; allowed: id, within, by".formatted(fields.what(), key),
                            "make it a stage of its own"));
        }
        return fields.value(NOT)
                .map(value -> noneOf("not of " + fields.what(), value))
                .filter(none -> !none.isEmpty())
                .map(none -> new Step.Absence(
                        id,
                        none,
                        Times.positive(fields, WITHIN).orElse(null),
                        ByReader.read(fields).orElse(null)));
    }

    /** One atom, or any of several. */
    List<Atom> noneOf(String what, Value value) {
        if (value instanceof Value.Sequence) {
            return atoms(what, Fields.items(what, value, MOST_PARTS, issues));
        }
        if (value instanceof Value.Mapping mapping
                && mapping.fields().stream().anyMatch(field -> field.key().equals(ANY))) {
            return Fields.of(what, value, List.of(ANY), issues)
                    .map(fields -> atoms(what, fields.list(ANY, MOST_PARTS)))
                    .orElse(List.of());
        }
        return atoms.read(what, value).map(List::of).orElse(List.of());
    }

    private List<Atom> atoms(String what, List<Value> values) {
        return values.stream()
                .flatMap(value -> atoms.read(what, value).stream())
                .toList();
    }

    private Optional<Step> stage(Fields fields, String id) {
        return condition(fields)
                .map(condition -> new Step.Stage(
                        id,
                        condition,
                        Times.positive(fields, WITHIN).orElse(null),
                        ByReader.read(fields).orElse(null)));
    }

    private Optional<Condition> condition(Fields fields) {
        int atLeast = fields.reading(AT_LEAST)
                .flatMap(reading -> reading.whole(1, Condition.MOST))
                .orElse(1L)
                .intValue();
        if (fields.has(ANY) || fields.has(ALL)) {
            fields.atMostOneOf(ANY, ALL, AtomReader.SPAN, AtomReader.METRIC, AtomReader.LOG);
            return fields.has(ANY) ? any(fields, atLeast) : all(fields, atLeast);
        }
        return atoms.read(fields).map(atom -> new Condition.Seen(List.of(atom), atLeast));
    }

    private Optional<Condition> any(Fields fields, int atLeast) {
        List<Condition> parts = parts(fields, ANY);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        List<Atom> atoms = new ArrayList<>();
        for (Condition part : parts) {
            if (part instanceof Condition.Seen seen
                    && seen.atLeast() == 1
                    && seen.anyOf().size() == 1) {
                atoms.addAll(seen.anyOf());
            }
        }
        if (atoms.size() == parts.size()) {
            return Optional.of(new Condition.Seen(atoms, atLeast));
        }
        refuseCounting(fields, atLeast, ANY + " of more than single signals");
        return Optional.of(new Condition.Any(parts));
    }

    private Optional<Condition> all(Fields fields, int atLeast) {
        refuseCounting(fields, atLeast, ALL);
        List<Condition> parts = parts(fields, ALL);
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Condition.All(parts));
    }

    private void refuseCounting(Fields fields, int atLeast, String what) {
        if (atLeast > 1) {
            issues.add(
                    Code.FIELDS_EXCLUDE,
                    fields.placeOf(AT_LEAST),
                    "%s counts %d of %s; allowed: of signals".formatted(fields.what(), atLeast, what),
                    "give the parts an at_least of their own");
        }
    }

    private List<Condition> parts(Fields fields, String key) {
        List<Condition> parts = new ArrayList<>();
        for (Value value : fields.list(key, MOST_PARTS)) {
            Fields.of(key + " of " + fields.what(), value, OF_CONDITION, issues)
                    .flatMap(this::condition)
                    .ifPresent(parts::add);
        }
        return parts;
    }
}
