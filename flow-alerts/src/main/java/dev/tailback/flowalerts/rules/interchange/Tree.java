package dev.tailback.flowalerts.rules.interchange;

import dev.tailback.flowalerts.rules.issues.Place;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Somebody else's file, of which only what is looked for is read. */
record Tree(Value value) {
    /** What stands under these keys, one below the other. */
    Optional<Tree> at(String... keys) {
        Optional<Value> found = Optional.of(value);
        for (String key : keys) {
            found = found.flatMap(each -> child(each, key));
        }
        return found.map(Tree::new);
    }

    private static Optional<Value> child(Value value, String key) {
        return value instanceof Value.Mapping mapping
                ? mapping.fields().stream()
                        .filter(field -> field.key().equals(key))
                        .map(Value.Field::value)
                        .findFirst()
                : Optional.empty();
    }

    String text(String... keys) {
        return at(keys).map(Tree::value)
                .filter(Value.Scalar.class::isInstance)
                .map(each -> ((Value.Scalar) each).text())
                .orElse("");
    }

    OptionalLong number(String... keys) {
        String text = text(keys);
        return text.matches("[0-9]{1,12}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    List<Tree> list(String... keys) {
        return at(keys).stream()
                .flatMap(each -> each.value() instanceof Value.Sequence list ? list.items().stream() : Stream.empty())
                .map(Tree::new)
                .toList();
    }

    List<String> texts(String... keys) {
        return list(keys).stream()
                .filter(each -> each.value() instanceof Value.Scalar)
                .map(each -> ((Value.Scalar) each.value()).text())
                .toList();
    }

    /** The first key that is there. */
    Optional<String> firstOf(String... keys) {
        return Stream.of(keys).filter(key -> at(key).isPresent()).findFirst();
    }

    /** All keys that it has. */
    List<String> keys() {
        return value instanceof Value.Mapping mapping
                ? mapping.fields().stream().map(Value.Field::key).toList()
                : List.of();
    }

    Place place() {
        return value.place();
    }
}
