package dev.tailback.flowalerts.rules.core.model;

/** A number that a figure is held against; of a percentile of durations, nanoseconds. */
public record Bound(Operator operator, double value) {
    public Bound {
        if (!operator.orders()) {
            throw new IllegalArgumentException("a threshold with %s; allowed: < <= > >=".formatted(operator.sign()));
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a threshold of %s; allowed: a finite number".formatted(value));
        }
    }

    public boolean holds(double figure) {
        return operator.holds(figure, value);
    }

    public Bound opposite() {
        return new Bound(operator.opposite(), value);
    }

    @Override
    public String toString() {
        return operator.sign() + " " + Value.of(value);
    }
}
