package dev.tailback.lab.journeys;

import dev.tailback.lab.arrivals.Popularity;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/** The shoppers of a plan in the order of their coming. */
public final class Visits implements Iterator<Visit> {
    private static final int MOST_PIECES = 3;
    private static final double TAKING_OUT = 1 / 3.0;

    private final JourneyPlan plan;
    private final Popularity popularity;
    private final SplittableRandom random;
    private long next;

    public Visits(JourneyPlan plan, int products) {
        this.plan = plan;
        this.popularity = new Popularity(products, plan.taste().skew());
        this.random = new SplittableRandom(plan.seed());
    }

    @Override
    public boolean hasNext() {
        return plan.pace().offset(next).compareTo(plan.lasts()) < 0;
    }

    @Override
    public Visit next() {
        Duration offset = plan.pace().offset(next);
        if (offset.compareTo(plan.lasts()) >= 0) {
            throw new NoSuchElementException("all " + next + " shoppers have come");
        }
        boolean searches = plan.habits().searching().fallsOn(next, 0);
        next++;
        return new Visit(
                offset,
                random.nextDouble(),
                searches,
                popularity.draw(random),
                random.nextInt(1, MOST_PIECES + 1),
                random.nextDouble() < TAKING_OUT,
                plan.habits().cards().choose(random.nextDouble()),
                plan.habits().patience().choose(random.nextDouble()),
                random.nextDouble());
    }
}
