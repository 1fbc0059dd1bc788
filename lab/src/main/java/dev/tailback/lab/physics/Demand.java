package dev.tailback.lab.physics;

/**
 * Who comes, a second, evenly spaced as the load generator does it.
 *
 * @param listings by whomever
 * @param pages of products, by those who buy nothing
 * @param checkouts each with a page and a cart before
 * @param leastPatience with mostPatience: how long shoppers wait for their order, evenly spread. Were all as patient,
 *     all would give up at once as soon as the lag is that long
 * @param retries how often a shopper whose order failed comes again, at once
 * @param retryBudget how many may do so for each who comes for the first time; infinite: all
 */
public record Demand(
        double listings,
        double pages,
        double checkouts,
        double leastPatience,
        double mostPatience,
        int retries,
        double retryBudget) {}
