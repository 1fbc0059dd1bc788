package dev.tailback.lab.physics;

/**
 * Who comes, a second, evenly spaced as the load generator does it.
 *
 * @param leastPatience with mostPatience: how long shoppers wait for their order, evenly spread. Were all as patient,
 *     all would give up at once as soon as the lag is that long
 * @param retries how often a shopper whose order failed comes again, at once
 */
record Demand(double listings, double checkouts, double leastPatience, double mostPatience, int retries) {}
