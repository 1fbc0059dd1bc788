package dev.tailback.lab.physics;

import java.util.ArrayList;
import java.util.List;

/** What was seen in a stretch of time. Checkouts count where they were due, whenever they ended. */
public final class Interval {
    private final double from;
    private final List<Double> listings = new ArrayList<>();
    private int listingsRefused;
    private int checkouts;
    private int refused;
    private int failedLater;
    private int lag;
    private double catalogPool;
    private double inventoryPool;
    private double busy;

    Interval(double from) {
        this.from = from;
    }

    void checkoutIsDue() {
        checkouts++;
    }

    void checkoutRefused() {
        refused++;
    }

    void orderFailed() {
        failedLater++;
    }

    void listed(double seconds) {
        listings.add(seconds);
    }

    void listingRefused() {
        listingsRefused++;
    }

    void saw(int lagNow, Pool catalog, Pool inventory, double busySeconds) {
        lag = Math.max(lag, lagNow);
        catalogPool = Math.max(catalogPool, Math.min(1, catalog.utilization()));
        inventoryPool = Math.max(inventoryPool, Math.min(1, inventory.utilization()));
        busy += busySeconds;
    }

    public double from() {
        return from;
    }

    public int checkouts() {
        return checkouts;
    }

    public int failed() {
        return refused + failedLater;
    }

    public int failedInConsumer() {
        return failedLater;
    }

    /** 0 when nobody came. */
    public double failureRate() {
        return checkouts == 0 ? 0 : failed() / (double) checkouts;
    }

    /** Of those that were answered; NaN when none was. */
    public double listingP95() {
        List<Double> sorted = listings.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
    }

    public int listingsRefused() {
        return listingsRefused;
    }

    public int lag() {
        return lag;
    }

    public double catalogPool() {
        return catalogPool;
    }

    public double inventoryPool() {
        return inventoryPool;
    }

    public double busySeconds() {
        return busy;
    }
}
