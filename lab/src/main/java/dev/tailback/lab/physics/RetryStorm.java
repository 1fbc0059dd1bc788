package dev.tailback.lab.physics;

import java.util.List;

/**
 * The plan of metastable-retry-storm: a consumer that asks the payment provider within its transaction and so has a
 * capacity that no processor sets (transactions in flight ÷ the provider's time), a provider that is slow for half a
 * minute, and shoppers who come again.
 *
 * @param provider how long it usually takes
 * @param slowProvider how long it takes while it is slow
 * @param retries how often shoppers come again; none is the control arm
 * @param cureAt when they stop to, as a retry budget makes them; in seconds
 */
public record RetryStorm(
        double checkouts, double provider, double slowProvider, double patience, int retries, double cureAt) {
    private static final double SLOW_FROM = 60;
    private static final double SLOW_UNTIL = 90;
    private static final double END = 420;
    private static final double INTERVAL = 10;
    /** Waiting needs no processor: here are more of them than anybody can use. */
    private static final double CORES = 1_000;

    private static final Reading NAIVE = new Reading(1, 2, false);

    /** One for every ten seconds. */
    public List<Interval> predict(long seed) {
        List<Conditions> plan = List.of(
                conditions(0, provider, retries),
                conditions(SLOW_FROM, slowProvider, retries),
                conditions(SLOW_UNTIL, provider, retries),
                conditions(cureAt, provider, 0));
        return new ShopModel(CORES, plan, NAIVE, seed, INTERVAL).run(END);
    }

    private Conditions conditions(double from, double seconds, int comingAgain) {
        Costs costs = new Costs(0.001, 0.0003, 0.003, seconds, 0);
        return new Conditions(from, costs, new Demand(0, checkouts, patience, patience, comingAgain), 100, 3);
    }
}
