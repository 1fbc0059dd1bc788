package dev.tailback.flowalerts.rules.testing;

import dev.tailback.flowalerts.rules.core.signal.Fields;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

record MapFields(Map<String, Object> values) implements Fields {
    MapFields {
        values = Map.copyOf(values);
    }

    @Override
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    @Override
    public void forEach(BiConsumer<String, Object> action) {
        values.forEach(action);
    }
}
