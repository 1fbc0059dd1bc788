package dev.tailback.lab.physics;

import dev.tailback.events.retry.RetryBudget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/** Shoppers, storefront, consumer and the database that both stand before, step by step through a plan. */
public final class ShopModel {
    private static final double STEP = 0.004;
    /** Outbox, relay, topic: from a commit to the next stage. */
    private static final double HOP = 0.06;
    /** What a scan that was ended costs when it begins again. */
    private static final double LOOK_AT_INDEX = 0.002;

    private final Deque<Conditions> later;
    private final SplittableRandom random;
    private final double interval;
    private final ModelledStage stage;
    private final RetryBudget budget = new RetryBudget();
    private final Agenda agenda = new Agenda();
    private final List<Interval> intervals = new ArrayList<>();
    private final SharedProcessor database;
    private final Pool catalogPool;
    private final Pool consumerPool;
    private final Storefront storefront;
    private final ReadingStage consumer;
    private final StockNews stockNews;
    private Conditions now;
    private boolean isBuilding;
    private double listingsDue;
    private double pagesDue;
    private double checkoutsDue;

    /**
     * @param cores of PostgreSQL
     * @param plan by time; the first from 0 on
     * @param seed who is how patient, and who comes first
     * @param interval how long a stretch of what is told is, in seconds
     * @param stage that is looked at
     */
    public ShopModel(double cores, List<Conditions> plan, long seed, double interval, ModelledStage stage) {
        this.later = new ArrayDeque<>(plan);
        this.now = later.remove();
        this.random = new SplittableRandom(seed);
        this.listingsDue = random.nextDouble();
        this.pagesDue = random.nextDouble();
        this.checkoutsDue = random.nextDouble();
        this.interval = interval;
        this.stage = stage;
        this.database = new SharedProcessor(cores);
        this.catalogPool = new Pool(agenda, now.catalogPool());
        this.consumerPool = new Pool(agenda, now.consumerPool());
        this.consumer = new ReadingStage(
                agenda,
                database,
                consumerPool,
                stage,
                () -> now.reading(),
                () -> now.costs(),
                this::placed,
                order -> agenda.in(2 * HOP, () -> served(order)));
        this.stockNews = new StockNews(database, catalogPool, () -> now.costs());
        this.storefront = new Storefront(
                agenda, database, catalogPool, this::accepted, () -> current().checkoutRefused());
    }

    /** What happened in each stretch of the time. */
    public List<Interval> run(double until) {
        while (agenda.now() < until) {
            meetConditions();
            letIn();
            consumer.poll();
            stockNews.poll();
            catalogPool.sendAwayTheImpatient();
            consumerPool.sendAwayTheImpatient();
            database.advance(STEP);
            current().saw(consumer.lag(), catalogPool, consumerPool);
            agenda.advanceTo(agenda.now() + STEP);
        }
        return intervals.stream().filter(each -> each.from() < until).toList();
    }

    private void meetConditions() {
        while (!isBuilding && !later.isEmpty() && later.peek().from() <= agenda.now()) {
            Conditions next = later.remove();
            if (next.building() > 0) {
                isBuilding = true;
                database.workFirst(next.building(), () -> {
                    isBuilding = false;
                    become(next);
                    // The scans were ended, and are looks at an index now.
                    database.beginAgain(LOOK_AT_INDEX);
                });
            } else {
                become(next);
            }
        }
    }

    private void become(Conditions next) {
        now = next;
        catalogPool.resize(now.catalogPool());
        consumerPool.resize(now.consumerPool());
    }

    private void letIn() {
        listingsDue += now.demand().listings() * STEP;
        pagesDue += now.demand().pages() * STEP;
        checkoutsDue += now.demand().checkouts() * STEP;
        for (; listingsDue >= 1; listingsDue--) {
            storefront.list(now.costs(), seconds -> current().listed(seconds));
        }
        for (; pagesDue >= 1; pagesDue--) {
            storefront.lookAtPage(now.costs());
        }
        for (; checkoutsDue >= 1; checkoutsDue--) {
            budget.earn(Math.min(1, now.demand().retryBudget()));
            checkOut(1);
        }
    }

    private void checkOut(int attempt) {
        Demand demand = now.demand();
        double patience =
                demand.leastPatience() + random.nextDouble() * (demand.mostPatience() - demand.leastPatience());
        storefront.checkOut(now.costs(), patience, attempt);
    }

    private void accepted(Order order) {
        agenda.in(2 * HOP, () -> consumer.receiveFirst(order));
        agenda.in(order.patienceEnds() - agenda.now(), () -> loseHeart(order));
    }

    private void placed(Order order) {
        if (stage == ModelledStage.CHECKOUT) {
            agenda.in(4 * HOP, () -> consumer.receiveAnswer(order));
        }
    }

    private void served(Order order) {
        if (agenda.now() < order.patienceEnds()) {
            order.confirm();
            current().orderConfirmed();
            stockNews.receive();
            tellItsEnd(order);
        } else if (stage == ModelledStage.CHECKOUT) {
            // Its stock goes back.
            agenda.in(4 * HOP, () -> consumer.receiveNews(order));
        }
    }

    private void tellItsEnd(Order order) {
        if (stage == ModelledStage.INVENTORY) {
            agenda.in(2 * HOP, () -> consumer.receiveNews(order));
        }
    }

    /** The shopper whose patience is over looks at the order for the last time. */
    private void loseHeart(Order order) {
        if (!order.isConfirmed()) {
            current().orderFailed();
            tellItsEnd(order);
            if (order.attempt() <= now.demand().retries() && mayComeAgain()) {
                checkOut(order.attempt() + 1);
            }
        }
    }

    private boolean mayComeAgain() {
        return now.demand().retryBudget() == Double.POSITIVE_INFINITY || budget.spend();
    }

    private Interval current() {
        int index = (int) (agenda.now() / interval);
        while (intervals.size() <= index) {
            intervals.add(new Interval(intervals.size() * interval));
        }
        return intervals.get(index);
    }
}
