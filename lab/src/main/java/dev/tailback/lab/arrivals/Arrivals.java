package dev.tailback.lab.arrivals;

import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The arrivals of a plan in the order of their time. Carts come at the plan's rate; repetitions come besides, up to
 * three seconds after their original and so among others.
 */
public final class Arrivals implements Iterator<Arrival> {
    private static final int FEWEST_REPETITIONS = 2;
    private static final int MOST_REPETITIONS = 5;
    private static final int LATEST_REPETITION_MILLIS = 3_000;
    private static final int MOST_PIECES = 3;

    private final PurchasePlan plan;
    private final Popularity popularity;
    private final SplittableRandom random;
    private final int poisonPhase;
    private final int duplicatesPhase;
    private final PriorityQueue<Arrival.Repetition> repetitions =
            new PriorityQueue<>(Comparator.comparing(Arrival.Repetition::offset));
    private int next;
    private int poisoned;
    private int bought;

    public Arrivals(PurchasePlan plan, int products) {
        this.plan = plan;
        this.popularity = new Popularity(products, plan.mix().skew());
        this.random = new SplittableRandom(plan.mix().seed());
        this.poisonPhase = random.nextInt(Share.WHOLE);
        this.duplicatesPhase = random.nextInt(Share.WHOLE);
    }

    @Override
    public boolean hasNext() {
        return next < plan.count() || !repetitions.isEmpty();
    }

    @Override
    public Arrival next() {
        Arrival.Repetition repetition = repetitions.peek();
        if (next == plan.count()) {
            if (repetition == null) {
                throw new NoSuchElementException("all " + plan.count() + " carts have arrived");
            }
            return repetitions.remove();
        }
        Duration offset = plan.pace().offset(next);
        if (repetition != null && repetition.offset().compareTo(offset) < 0) {
            return repetitions.remove();
        }
        return plan.mix().poison().fallsOn(next++, poisonPhase) ? poison(offset) : purchase(offset);
    }

    private Arrival poison(Duration offset) {
        Poison[] kinds = Poison.values();
        return new Arrival.PoisonCart(offset, kinds[poisoned++ % kinds.length]);
    }

    private Arrival purchase(Duration offset) {
        int product = popularity.draw(random);
        int quantity = random.nextInt(1, MOST_PIECES + 1);
        int number = bought++;
        int times = plan.mix().duplicates().fallsOn(number, duplicatesPhase)
                ? random.nextInt(FEWEST_REPETITIONS, MOST_REPETITIONS + 1)
                : 0;
        int[] delays = random.ints(times, 1, LATEST_REPETITION_MILLIS).sorted().toArray();
        for (int time = 0; time < times; time++) {
            repetitions.add(new Arrival.Repetition(offset.plusMillis(delays[time]), number, time == times - 1));
        }
        return new Arrival.Purchase(offset, number, product, quantity, times);
    }
}
