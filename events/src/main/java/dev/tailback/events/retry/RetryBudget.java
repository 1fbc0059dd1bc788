package dev.tailback.events.retry;

/**
 * Keeps retries a share of the traffic: every first attempt earns a part of a retry, every retry costs a whole one. A
 * purse of a few lets single failures be retried when there is hardly any traffic.
 */
public final class RetryBudget {
    static final double PURSE = 10;

    private double credit = PURSE;

    public synchronized void earn(double share) {
        credit = Math.min(PURSE, credit + share);
    }

    /** True if there was credit for one more retry. */
    public synchronized boolean spend() {
        if (credit < 1) {
            return false;
        }
        credit -= 1;
        return true;
    }
}
