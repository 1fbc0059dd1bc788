package dev.tailback.lab.physics;

/** An accepted checkout. */
final class Order {
    private final double patienceEnds;
    private final int attempt;
    private boolean isConfirmed;

    /** @param attempt which one of the shopper's this is, from 1 on */
    Order(double patienceEnds, int attempt) {
        this.patienceEnds = patienceEnds;
        this.attempt = attempt;
    }

    double patienceEnds() {
        return patienceEnds;
    }

    int attempt() {
        return attempt;
    }

    void confirm() {
        isConfirmed = true;
    }

    boolean isConfirmed() {
        return isConfirmed;
    }
}
