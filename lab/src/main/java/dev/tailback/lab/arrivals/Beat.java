package dev.tailback.lab.arrivals;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** One of those who come at even times, and differ in their number only. */
public record Beat(int number, Duration offset) implements Timed {
    /** For as long as it goes on, which is asked before each is waited for. */
    public static Iterator<Beat> every(Duration apart, BooleanSupplier goesOn) {
        return beats(apart::multipliedBy, goesOn);
    }

    public static Iterator<Beat> perSecond(double rate, BooleanSupplier goesOn) {
        return beats(number -> Duration.ofNanos((long) (number * 1e9 / rate)), goesOn);
    }

    public static Iterator<Beat> perSecond(double rate, int count) {
        Iterator<Beat> endless = perSecond(rate, () -> true);
        return new Iterator<>() {
            private int left = count;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public Beat next() {
                if (left-- <= 0) {
                    throw new NoSuchElementException("no more than " + count + " come");
                }
                return endless.next();
            }
        };
    }

    private static Iterator<Beat> beats(IntFunction<Duration> offset, BooleanSupplier goesOn) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return goesOn.getAsBoolean();
            }

            @Override
            public Beat next() {
                Beat beat = new Beat(next, offset.apply(next));
                next++;
                return beat;
            }
        };
    }
}
