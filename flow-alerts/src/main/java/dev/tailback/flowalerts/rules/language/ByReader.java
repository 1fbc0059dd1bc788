package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Reading;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a key: one attribute, a list of them, or none by an empty list. */
final class ByReader {
    static final String BY = "by";

    /** As far as OpenTelemetry names things, and a little further. */
    static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z_][A-Za-z0-9_./:@-]{0,254}");

    private ByReader() {}

    static Optional<By> read(Fields fields) {
        return fields.value(BY).flatMap(value -> {
            List<String> names = new ArrayList<>();
            for (Value item : items(fields, value)) {
                new Reading(BY + " of " + fields.what(), item, fields.issues())
                        .name(ATTRIBUTE, "the name of an attribute", "write it as in service.namespace")
                        .ifPresent(names::add);
            }
            if (new HashSet<>(names).size() < names.size()) {
                fields.issues()
                        .add(
                                Code.WRONG_NAME,
                                value.place(),
                                "by of %s has an attribute twice; allowed: each once".formatted(fields.what()),
                                "delete one of the two");
                return Optional.empty();
            }
            return Optional.of(new By(names));
        });
    }

    private static List<Value> items(Fields fields, Value value) {
        if (value instanceof Value.Scalar) {
            return List.of(value);
        }
        if (value instanceof Value.Sequence list && list.items().isEmpty()) {
            return List.of();
        }
        return Fields.items(BY + " of " + fields.what(), value, By.MOST, fields.issues());
    }
}
