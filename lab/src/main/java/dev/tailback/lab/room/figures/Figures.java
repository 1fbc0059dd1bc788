package dev.tailback.lab.room.figures;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The numbers of one second. What is not known is absent, never 0. */
public final class Figures {
    private final EnumMap<Figure, Double> values = new EnumMap<>(Figure.class);

    public Figures put(Figure figure, OptionalDouble value) {
        value.ifPresent(known -> put(figure, known));
        return this;
    }

    public Figures put(Figure figure, double value) {
        if (Double.isFinite(value)) {
            values.put(figure, value);
        }
        return this;
    }

    public OptionalDouble of(Figure figure) {
        Double value = values.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    double or0(Figure figure) {
        return values.getOrDefault(figure, 0.0);
    }

    /** By the names that the page knows, rounded to what can be seen. */
    public Map<String, Number> json() {
        Map<String, Number> json = new LinkedHashMap<>();
        values.forEach((figure, value) -> json.put(figure.text(), rounded(value)));
        return json;
    }

    /** Three decimals of what is small, so that a second takes few bytes. */
    static Number rounded(double value) {
        double rounded = Math.abs(value) >= 1_000 ? Math.rint(value) : Math.rint(value * 1_000) / 1_000;
        if (rounded == Math.rint(rounded)) {
            return (long) rounded;
        }
        return rounded;
    }
}
