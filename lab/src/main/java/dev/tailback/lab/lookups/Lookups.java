package dev.tailback.lab.lookups;

import dev.tailback.lab.arrivals.Pace;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The reads of a plan in the order of their time; products take turns. */
final class Lookups implements Iterator<Lookup> {
    private final LookupPlan plan;
    private final Pace pace;
    private final int products;
    private long next;

    Lookups(LookupPlan plan, int products) {
        this.plan = plan;
        this.pace = Pace.steady(plan.queriesPerSecond());
        this.products = products;
    }

    @Override
    public boolean hasNext() {
        return pace.offset(next).compareTo(plan.lasts()) < 0;
    }

    @Override
    public Lookup next() {
        Duration offset = pace.offset(next);
        if (offset.compareTo(plan.lasts()) >= 0) {
            throw new NoSuchElementException("all " + next + " reads have been made");
        }
        Lookup lookup = new Lookup(offset, plan.isListing(next), (int) (next % products));
        next++;
        return lookup;
    }
}
