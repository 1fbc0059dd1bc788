package dev.tailback.flowalerts.rules.yaml;

import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.issues.Place;
import dev.tailback.flowalerts.rules.yaml.Value.Field;
import dev.tailback.flowalerts.rules.yaml.Value.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The fields of something, each asked for by name. What is read of them goes by what each may be; what is wrong is told, and
 * then counts as absent, so that the rest can be read.
 *
 * @param what that has the fields, such as {@code a stage}
 */
public record Fields(String what, Mapping mapping, Issues issues) {
    /** Empty when it has no fields at all. Those that are unknown are told. */
    public static Optional<Fields> of(String what, Value value, List<String> known, Issues issues) {
        if (!(value instanceof Mapping mapping)) {
            issues.add(
                    Code.WRONG_TYPE,
                    value.place(),
                    "%s is %s; allowed: keys with values".formatted(what, value.kind()),
                    "write keys of " + String.join(", ", known));
            return Optional.empty();
        }
        Fields fields = new Fields(what, mapping, issues);
        mapping.fields().stream()
                .filter(field -> !known.contains(field.key()))
                .forEach(field -> issues.add(
                        Code.UNKNOWN_FIELD,
                        field.place(),
                        "%s has no field '%s'; it has %s"
                                .formatted(what, Shown.cut(field.key()), String.join(", ", known)),
                        Nearest.of(field.key(), known)
                                .map(near -> "write '" + near + "'")
                                .orElse("delete it")));
        return Optional.of(fields);
    }

    public Place place() {
        return mapping.place();
    }

    public Optional<Field> find(String key) {
        return mapping.fields().stream()
                .filter(field -> field.key().equals(key))
                .findFirst();
    }

    public boolean has(String key) {
        return find(key).isPresent();
    }

    public Optional<Value> value(String key) {
        return find(key).map(Field::value);
    }

    public Optional<Value> demand(String key, String example) {
        Optional<Value> value = value(key);
        if (value.isEmpty()) {
            issues.add(
                    Code.MISSING_FIELD, place(), "%s needs '%s'".formatted(what, key), "add " + key + ": " + example);
        }
        return value;
    }

    /** Where a field stands; where they all stand, if it is absent. */
    public Place placeOf(String key) {
        return find(key).map(Field::place).orElse(place());
    }

    /** Tells of all fields but the first that they exclude it. */
    public void atMostOneOf(String... keys) {
        List<Field> there =
                List.of(keys).stream().map(this::find).flatMap(Optional::stream).toList();
        there.stream()
                .skip(1)
                .forEach(field -> issues.add(
                        Code.FIELDS_EXCLUDE,
                        field.place(),
                        "%s has '%s' beside '%s'; allowed: one of %s"
                                .formatted(
                                        what,
                                        field.key(),
                                        there.getFirst().key(),
                                        List.of(keys).stream().collect(Collectors.joining(", "))),
                        "delete one of the two"));
    }

    public Optional<Reading> reading(String key) {
        return find(key).map(field -> new Reading(field.key() + " of " + what, field.value(), issues));
    }

    /** The items of a list, of which there may be so many; one that is no list is told. */
    public List<Value> list(String key, int most) {
        return value(key)
                .map(value -> items(key + " of " + what, value, most, issues))
                .orElse(List.of());
    }

    public static List<Value> items(String name, Value value, int most, Issues issues) {
        if (!(value instanceof Value.Sequence list)) {
            issues.add(
                    Code.WRONG_TYPE,
                    value.place(),
                    "%s is %s; allowed: a list".formatted(name, value.kind()),
                    "begin a line with '- ', or write [ … ]");
            return List.of();
        }
        if (list.items().isEmpty()) {
            issues.add(
                    Code.EMPTY,
                    value.place(),
                    name + " is an empty list; allowed: one or more",
                    "fill it or delete it");
        }
        if (list.items().size() > most) {
            issues.add(
                    Code.TOO_MANY,
                    list.items().get(most).place(),
                    "%s has %,d; allowed: %,d".formatted(name, list.items().size(), most),
                    "write less of it");
        }
        return new ArrayList<>(
                list.items().subList(0, Math.min(most, list.items().size())));
    }
}
