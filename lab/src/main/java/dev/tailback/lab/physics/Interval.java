package dev.tailback.lab.physics;

import java.util.ArrayList;
import java.util.List;

/** What happened in a stretch of time, and how things stood at its end. */
public final class Interval {
    private final double from;
    private final List<Double> listings = new ArrayList<>();
    private int refused;
    private int failedLater;
    private int confirmed;
    private int lag;
    private double catalogPool;
    private double consumerPool;

    Interval(double from) {
        this.from = from;
    }

    void checkoutRefused() {
        refused++;
    }

    void orderFailed() {
        failedLater++;
    }

    void orderConfirmed() {
        confirmed++;
    }

    void listed(double seconds) {
        listings.add(seconds);
    }

    void saw(int lagNow, Pool catalog, Pool consumer) {
        lag = lagNow;
        catalogPool = Math.min(1, catalog.utilization());
        consumerPool = Math.min(1, consumer.utilization());
    }

    /** In seconds. */
    public double from() {
        return from;
    }

    /** Checkouts that heard no at the door. */
    public int refused() {
        return refused;
    }

    /** Orders whose shopper's patience was over. */
    public int failedLater() {
        return failedLater;
    }

    public int confirmed() {
        return confirmed;
    }

    /** How many seconds each took that was answered. */
    public List<Double> listings() {
        return List.copyOf(listings);
    }

    public int lag() {
        return lag;
    }

    public double catalogPool() {
        return catalogPool;
    }

    public double consumerPool() {
        return consumerPool;
    }
}
