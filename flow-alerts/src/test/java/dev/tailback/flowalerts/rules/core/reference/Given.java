package dev.tailback.flowalerts.rules.core.reference;

import dev.tailback.flowalerts.rules.core.signal.Fields;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A signal as tests write it.
 *
 * @param id of a span or a log line; of a metric point its series
 */
public record Given(SignalKind kind, long atMillis, int id, Map<String, Object> fields) {
    private static final long NANOS = 1_000_000;

    public Given {
        fields = new TreeMap<>(fields);
    }

    public Signal signal() {
        TreeMap<String, Object> all = new TreeMap<>(fields);
        if (kind == SignalKind.METRIC) {
            all.put("metric", "m");
        }
        return new Signal(kind, atMillis * NANOS, id, 0, kind == SignalKind.SPAN ? id : 0, "m", new Fields() {
            @Override
            public Object get(String name) {
                return all.get(name);
            }

            @Override
            public void forEach(BiConsumer<String, Object> action) {
                all.forEach(action);
            }
        });
    }
}
