package dev.tailback.flowalerts.signals;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Attributes in one array, keys and values alternating and sorted by key: a third of what a map of each span would take.
 * A value is a String, Long, Double, Boolean, a List of values or a Map of them.
 */
public final class Attributes {
    public static final Attributes NONE = new Attributes(new Object[0]);

    private static final int REFERENCE_PAIR_BYTES = 8;
    private static final int STRING_BYTES = 48;
    private static final int NUMBER_BYTES = 16;
    private static final int ENTRY_BYTES = 48;

    private final Object[] keysAndValues;
    private final int bytes;

    private Attributes(Object[] keysAndValues) {
        this.keysAndValues = keysAndValues;
        int sum = 0;
        for (int i = 0; i < keysAndValues.length; i += 2) {
            sum += REFERENCE_PAIR_BYTES + bytesOf(keysAndValues[i + 1]);
        }
        this.bytes = sum;
    }

    public static Attributes of(Map<String, ?> attributes) {
        if (attributes.isEmpty()) {
            return NONE;
        }
        Map<String, Object> sorted = new TreeMap<>(attributes);
        Object[] array = new Object[2 * sorted.size()];
        int i = 0;
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            array[i++] = entry.getKey();
            array[i++] = entry.getValue();
        }
        return new Attributes(array);
    }

    /** Whether the attribute is there and reads like the given text; of a list, whether one of its values does. */
    public boolean has(String key, String text) {
        Object value = get(key);
        return value != null && reads(value, text);
    }

    private static boolean reads(Object value, String text) {
        return value instanceof List<?> list
                ? list.stream().anyMatch(element -> reads(element, text))
                : value.toString().equals(text);
    }

    /** Null when there is none of that name. */
    public @Nullable Object get(String key) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i].equals(key)) {
                return keysAndValues[i + 1];
            }
        }
        return null;
    }

    public boolean isEmpty() {
        return keysAndValues.length == 0;
    }

    /** In the order of their keys, so many of them. */
    public void forEachOfFirst(int most, BiConsumer<String, Object> action) {
        int end = (int) Math.min(keysAndValues.length, 2L * most);
        for (int i = 0; i < end; i += 2) {
            action.accept((String) keysAndValues[i], keysAndValues[i + 1]);
        }
    }

    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        forEachOfFirst(Integer.MAX_VALUE, map::put);
        return Collections.unmodifiableMap(map);
    }

    /** About what they take of the heap; keys are shared and not counted. */
    public int bytes() {
        return bytes;
    }

    /** About what a value takes of the heap. */
    public static int bytesOf(Object value) {
        return switch (value) {
            case String text -> STRING_BYTES + 2 * text.length();
            case List<?> list -> list.stream().mapToInt(Attributes::bytesOf).sum() + STRING_BYTES;
            case Map<?, ?> map ->
                map.values().stream()
                                .mapToInt(element -> ENTRY_BYTES + bytesOf(element))
                                .sum()
                        + STRING_BYTES;
            default -> NUMBER_BYTES;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && Arrays.equals(keysAndValues, that.keysAndValues);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keysAndValues);
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
