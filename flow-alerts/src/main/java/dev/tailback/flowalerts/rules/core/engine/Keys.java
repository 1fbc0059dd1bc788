package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What keys are within the engine: of one attribute its text, of several a list of them. */
final class Keys {
    private final String[] attributes;

    Keys(List<String> attributes) {
        this.attributes = attributes.toArray(String[]::new);
    }

    /** Null when the signal lacks one of the attributes. */
    @Nullable
    Object of(Signal signal) {
        if (attributes.length == 1) {
            Object value = signal.fields().get(attributes[0]);
            return value == null ? null : value.toString();
        }
        List<String> values = new ArrayList<>(attributes.length);
        for (String attribute : attributes) {
            Object value = signal.fields().get(attribute);
            if (value == null) {
                return null;
            }
            values.add(value.toString());
        }
        return values;
    }

    static Key key(Object name) {
        return name instanceof List<?> values
                ? new Key(values.stream().map(Object::toString).toList())
                : new Key(List.of(name.toString()));
    }

    static Object name(Key key) {
        return key.values().size() == 1 ? key.values().getFirst() : key.values();
    }
}
