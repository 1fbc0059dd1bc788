package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.rules.core.signal.Fields;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Of a signal that was written what rules look at. */
record WrittenFields(Map<String, Object> values) implements Fields {
    @Override
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    @Override
    public void forEach(BiConsumer<String, Object> action) {
        values.forEach(action);
    }
}
