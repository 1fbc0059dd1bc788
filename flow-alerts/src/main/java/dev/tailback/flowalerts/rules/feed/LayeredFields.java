package dev.tailback.flowalerts.rules.feed;

import dev.tailback.flowalerts.rules.core.signal.Fields;
import dev.tailback.flowalerts.signals.Attributes;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The named values of a signal.
 *
 * @param own what it has by its kind, which hides attributes
 * @param attributes which hide those of the resource
 */
record LayeredFields(Map<String, Object> own, Attributes attributes, Attributes resource) implements Fields {
    @Override
    public @Nullable Object get(String name) {
        Object value = own.get(name);
        if (value == null) {
            value = attributes.get(name);
        }
        return value == null ? resource.get(name) : value;
    }

    @Override
    public void forEach(BiConsumer<String, Object> action) {
        own.forEach(action);
        attributes.forEachOfFirst(Integer.MAX_VALUE, (name, value) -> {
            if (!own.containsKey(name)) {
                action.accept(name, value);
            }
        });
        resource.forEachOfFirst(Integer.MAX_VALUE, (name, value) -> {
            if (!own.containsKey(name) && attributes.get(name) == null) {
                action.accept(name, value);
            }
        });
    }
}
