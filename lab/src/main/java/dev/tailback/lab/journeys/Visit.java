package dev.tailback.lab.journeys;

import dev.tailback.lab.arrivals.Timed;
import java.time.Duration;

/**
 * A shopper comes, with everything drawn beforehand that chance decides.
 *
 * @param choice decides the journey, by the weights of the moment
 * @param product its place among those on offer
 * @param takesOut whether the product is taken out of a cart that is left behind anyway
 * @param searches whether the shopper looks for the product first
 * @param patience for every answer, and for the order's end
 * @param fate decides how long the pauses before later attempts are
 */
public record Visit(
        Duration offset,
        double choice,
        boolean searches,
        int product,
        int quantity,
        boolean takesOut,
        String card,
        Duration patience,
        double fate)
        implements Timed {}
