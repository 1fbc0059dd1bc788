package dev.tailback.lab.physics;

/** An accepted checkout. */
final class Order {
    private final double patienceEnds;
    private final int attempt;
    private final Interval due;
    private boolean isConfirmed;

    /** @param attempt which one of the shopper's this is, from 1 on */
    Order(double patienceEnds, int attempt, Interval due) {
        this.patienceEnds = patienceEnds;
        this.attempt = attempt;
        this.due = due;
    }

    double patienceEnds() {
        return patienceEnds;
    }

    int attempt() {
        return attempt;
    }

    Interval due() {
        return due;
    }

    void confirm() {
        isConfirmed = true;
    }

    boolean isConfirmed() {
        return isConfirmed;
    }
}
