package dev.tailback.lab.room.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the last hour, a slot for each second: {@value #SECONDS} times the figures as floats, 0.6 MB, whatever
 * happens. A second in which nobody looked has no slot.
 */
public final class History {
    static final int SECONDS = 3_600;

    private final float[][] slots = new float[SECONDS][];
    private final long[] at = new long[SECONDS];

    /** @param second since 1970 */
    public synchronized void add(long second, Figures figures) {
        int slot = (int) (second % SECONDS);
        float[] values = slots[slot] == null ? new float[Figure.values().length] : slots[slot];
        for (Figure figure : Figure.values()) {
            OptionalDouble value = figures.of(figure);
            values[figure.ordinal()] = value.isEmpty() ? Float.NaN : (float) value.getAsDouble();
        }
        slots[slot] = values;
        at[slot] = second;
    }

    /**
     * @param seconds of each look, in their order
     * @param series values by figure; null where it was not known
     */
    public record Page(List<Long> seconds, Map<String, List<@Nullable Number>> series) {}

    /** What was seen after a second, within the hour before another. */
    public synchronized Page after(long second, long now) {
        List<Long> seconds = new ArrayList<>();
        for (long each = Math.max(second, now - SECONDS) + 1; each <= now; each++) {
            if (at[(int) (each % SECONDS)] == each) {
                seconds.add(each);
            }
        }
        Map<String, List<@Nullable Number>> series = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            List<@Nullable Number> values = new ArrayList<>(seconds.size());
            boolean isKnown = false;
            for (long each : seconds) {
                float value = slots[(int) (each % SECONDS)][figure.ordinal()];
                values.add(Float.isNaN(value) ? null : Figures.rounded(value));
                isKnown |= !Float.isNaN(value);
            }
            if (isKnown) {
                series.put(figure.text(), values);
            }
        }
        return new Page(seconds, series);
    }
}
