package dev.tailback.lab.physics;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Shoppers, storefront, consumer and the database that both stand before, step by step through a plan. */
final class ShopModel {
    private static final double STEP = 0.004;
    /** Outbox, relay, topic: from a commit to the next stage. */
    private static final double HOP = 0.06;

    private final List<Conditions> plan;
    private final SplittableRandom random;
    private final double interval;
    private final Agenda agenda = new Agenda();
    private final List<Interval> intervals = new ArrayList<>();
    private final SharedProcessor database;
    private final Pool catalogPool;
    private final Pool inventoryPool;
    private final Storefront storefront;
    private final Inventory inventory;
    private Conditions now;
    private double listingsDue;
    private double checkoutsDue;

    /** @param plan by time; the first from 0 on */
    ShopModel(double cores, List<Conditions> plan, Reading reading, long seed, double interval) {
        this.plan = List.copyOf(plan);
        this.random = new SplittableRandom(seed);
        this.interval = interval;
        this.now = plan.getFirst();
        this.database = new SharedProcessor(cores);
        this.catalogPool = new Pool(agenda, now.poolMaximum(), now.poolTimeout());
        this.inventoryPool = new Pool(agenda, now.poolMaximum(), now.poolTimeout());
        this.inventory = new Inventory(
                agenda,
                database,
                inventoryPool,
                reading,
                () -> now.costs(),
                order -> agenda.in(2 * HOP, order::confirm));
        this.storefront = new Storefront(agenda, database, catalogPool, this::accepted);
    }

    List<Interval> run(double until) {
        while (agenda.now() < until) {
            meetConditions();
            letIn();
            inventory.poll();
            catalogPool.sendAwayTheImpatient();
            inventoryPool.sendAwayTheImpatient();
            database.advance(STEP);
            current().saw(inventory.lag(), catalogPool, inventoryPool, database.utilization() * STEP);
            agenda.advanceTo(agenda.now() + STEP);
        }
        return List.copyOf(intervals);
    }

    private void meetConditions() {
        for (Conditions next : plan) {
            if (next.from() > now.from() && next.from() <= agenda.now()) {
                now = next;
                catalogPool.resize(now.poolMaximum(), now.poolTimeout());
                inventoryPool.resize(now.poolMaximum(), now.poolTimeout());
            }
        }
    }

    private void letIn() {
        listingsDue += now.demand().listings() * STEP;
        checkoutsDue += now.demand().checkouts() * STEP;
        for (; listingsDue >= 1; listingsDue--) {
            storefront.list(now.costs(), current());
        }
        for (; checkoutsDue >= 1; checkoutsDue--) {
            checkOut(1);
        }
    }

    private void checkOut(int attempt) {
        Demand demand = now.demand();
        double patience =
                demand.leastPatience() + random.nextDouble() * (demand.mostPatience() - demand.leastPatience());
        storefront.checkOut(now.costs(), patience, attempt, current());
    }

    private void accepted(Order order) {
        agenda.in(2 * HOP, () -> inventory.receive(order));
        agenda.in(order.patienceEnds() - agenda.now(), () -> loseHeart(order));
    }

    /** The shopper whose patience is over looks at the order for the last time. */
    private void loseHeart(Order order) {
        if (!order.isConfirmed()) {
            order.due().orderFailed();
            if (order.attempt() <= now.demand().retries()) {
                checkOut(order.attempt() + 1);
            }
        }
    }

    private Interval current() {
        int index = (int) (agenda.now() / interval);
        while (intervals.size() <= index) {
            intervals.add(new Interval(intervals.size() * interval));
        }
        return intervals.get(index);
    }
}
