package dev.tailback.lab.physics;

import java.util.List;

/**
 * The plan of black-friday: ramp, peak, products without their indexes, small pools and stock without its index, repair.
 *
 * @param minute how long a demo minute lasts, in seconds
 * @param listing what a listing costs without its index, in seconds of one core
 * @param page what a product's page costs without it
 * @param reservation what setting stock aside costs without its own index
 * @param listings how many a second come from the peak on
 * @param checkouts how many a second come from the peak on
 */
public record BlackFriday(
        double minute,
        double listing,
        double page,
        double reservation,
        double listings,
        double checkouts,
        double leastPatience,
        double mostPatience) {
    private static final int PEAK = 10;
    private static final int DEGRADATION = 15;
    private static final int EXHAUSTION = 20;
    private static final int REPAIR = 30;
    private static final int END = 36;
    private static final double CORES = 1;
    private static final Costs WELL = new Costs(0.0012, 0.0003, 0.003, 0.0005, 0.002);
    private static final Reading NAIVE = new Reading(1, 500, true);

    /** One for each demo minute. */
    public List<Interval> predict(long seed) {
        return new ShopModel(CORES, plan(), NAIVE, seed, minute).run(END * minute);
    }

    private List<Conditions> plan() {
        Costs noProductIndexes = new Costs(listing, page, WELL.cart(), WELL.reservation(), WELL.order());
        Costs noIndexes = new Costs(listing, page, WELL.cart(), reservation, WELL.order());
        return List.of(
                new Conditions(0, WELL, demand(0.25), 100, 3),
                new Conditions(PEAK / 2.0 * minute, WELL, demand(0.6), 100, 3),
                new Conditions(PEAK * minute, WELL, demand(1), 100, 3),
                new Conditions(DEGRADATION * minute, noProductIndexes, demand(1), 100, 3),
                new Conditions(EXHAUSTION * minute, noIndexes, demand(1), 20, 5),
                new Conditions(REPAIR * minute, WELL, demand(1), 100, 3));
    }

    private Demand demand(double share) {
        return new Demand(listings * share, checkouts * share, leastPatience, mostPatience, 0);
    }
}
