package dev.tailback.lab.scenario.measuring;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Numbers with the minute of the demo at which each was seen, in the order of their coming. Bounded. */
final class Series {
    /** As much as an hour of 50 a second; 3 MB. */
    static final int MOST = 200_000;

    private static final int FEW = 64;

    private double[] minutes = new double[FEW];
    private double[] values = new double[FEW];
    private int size;
    private boolean isIncomplete;

    void add(double minute, double value) {
        if (size == MOST) {
            isIncomplete = true;
            return;
        }
        if (size == minutes.length) {
            minutes = Arrays.copyOf(minutes, Math.min(MOST, 2 * size));
            values = Arrays.copyOf(values, Math.min(MOST, 2 * size));
        }
        minutes[size] = minute;
        values[size] = value;
        size++;
    }

    /** Whether some were left out, so that nothing should be said of all. */
    boolean isIncomplete() {
        return isIncomplete;
    }

    Series copy() {
        Series copy = new Series();
        copy.minutes = Arrays.copyOf(minutes, size);
        copy.values = Arrays.copyOf(values, size);
        copy.size = size;
        copy.isIncomplete = isIncomplete;
        return copy;
    }

    double[] between(double from, double to) {
        double[] found = new double[size];
        int count = 0;
        for (int n = 0; n < size; n++) {
            if (minutes[n] >= from && minutes[n] < to) {
                found[count++] = values[n];
            }
        }
        return Arrays.copyOf(found, count);
    }

    OptionalDouble lastBefore(double minute) {
        for (int n = size - 1; n >= 0; n--) {
            if (minutes[n] < minute) {
                return OptionalDouble.of(values[n]);
            }
        }
        return OptionalDouble.empty();
    }

    void forEach(Recording.Point point) {
        for (int n = 0; n < size; n++) {
            point.at(minutes[n], values[n]);
        }
    }
}
