package dev.tailback.lab.produce;

import dev.tailback.lab.arrivals.Arrival;
import dev.tailback.lab.arrivals.Arrivals;
import dev.tailback.lab.arrivals.OpenLoop;
import dev.tailback.lab.arrivals.PurchasePlan;
import dev.tailback.lab.carts.CartsTopic;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.shop.Product;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shoppers who do nothing but buy, each exactly once and all of them at the plan's pace: orders by the number. */
public final class Purchases {
    private static final int MOST_AWAITED = 100_000;
    private static final int PRODUCTS = 100;
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    /** Hears every second how it goes. */
    @FunctionalInterface
    public interface Listener {
        void hear(Tally tally) throws InterruptedException;
    }

    /** Through which door shoppers come. */
    public enum Way {
        HTTP,
        KAFKA
    }

    private final Shop shop;
    private final PurchasePlan plan;
    private final Way way;
    private final @Nullable CartsTopic carts;
    private final Listener listener;
    private final Ledger ledger = new Ledger();
    private final OpenLoop loop = new OpenLoop();

    /** Over HTTP, and without poison, which no storefront would let in. */
    public Purchases(Shop shop, PurchasePlan plan, Listener listener) {
        this(shop, plan, Way.HTTP, null, listener);
    }

    /** @param carts wanted for whatever does not come over HTTP */
    public Purchases(Shop shop, PurchasePlan plan, Way way, @Nullable CartsTopic carts, Listener listener) {
        if (carts == null && needsCarts(way, plan)) {
            throw new IllegalArgumentException("what does not come over HTTP needs the topic of carts: " + plan);
        }
        this.shop = shop;
        this.plan = plan;
        this.way = way;
        this.carts = carts;
        this.listener = listener;
    }

    public static boolean needsCarts(Way way, PurchasePlan plan) {
        return way == Way.KAFKA || !plan.mix().poison().isNone();
    }

    public PurchaseReport run() throws InterruptedException {
        List<Product> products = shop.products(PRODUCTS);
        if (products.isEmpty()) {
            throw new WebFailure("the catalog offers no products, so there is nothing to buy");
        }
        long began = System.nanoTime();
        try (Crew crew = new Crew()) {
            Thread arrivals = crew.startPunctual("arrivals", () -> letAllIn(products, crew));
            try {
                crew.start(this::tellEverySecond);
                learnUntilAllEnded(arrivals, crew);
            } finally {
                arrivals.interrupt();
            }
        }
        return ledger.report(Duration.ofNanos(System.nanoTime() - began), loop.punctuality());
    }

    private void letAllIn(List<Product> products, Crew crew) throws InterruptedException {
        Door door = carts != null && way == Way.KAFKA
                ? KafkaDoor.warm(carts, products, ledger)
                : new HttpDoor(shop, products, ledger, crew);
        loop.run(
                new Arrivals(plan, products.size()),
                (Arrival arrival, Instant intendedAt) -> letIn(arrival, intendedAt, door, products.getFirst()));
    }

    private void letIn(Arrival arrival, Instant intendedAt, Door door, Product first) {
        boolean isFull = ledger.underWay() >= door.mostUnderWay() || ledger.awaitedCount() >= MOST_AWAITED;
        if (arrival instanceof Arrival.Repetition repetition) {
            door.repeat(repetition);
        } else if (isFull) {
            ledger.turnedAway();
        } else if (arrival instanceof Arrival.PoisonCart poison) {
            letInPoison(poison, first);
        } else if (arrival instanceof Arrival.Purchase purchase) {
            door.enter(purchase, intendedAt);
        }
    }

    private void letInPoison(Arrival.PoisonCart poison, Product product) {
        if (carts == null) {
            throw new IllegalStateException("poison was planned without a topic to send it to: " + poison);
        }
        new PoisonDoor(carts, product, ledger).enter(poison.kind());
    }

    private void learnUntilAllEnded(Thread arrivals, Crew crew) throws InterruptedException {
        Questions questions = new Questions(shop, ledger);
        long allSent = Long.MAX_VALUE;
        while (true) {
            boolean isAllSent = !arrivals.isAlive() && ledger.underWay() == 0;
            crew.demandWell();
            if (isAllSent && allSent == Long.MAX_VALUE) {
                allSent = System.nanoTime();
            }
            questions.askAFew();
            if (isAllSent && ledger.awaitedCount() == 0) {
                return;
            }
            if (isAllSent && System.nanoTime() - allSent > plan.patience().toNanos()) {
                questions.askForAll();
                ledger.giveUpOnTheRest(plan.patience());
                return;
            }
            Patience.pause(BETWEEN_QUESTIONS);
        }
    }

    private void tellEverySecond() throws InterruptedException {
        while (true) {
            Patience.pause(BETWEEN_LINES);
            listener.hear(ledger.tally());
        }
    }
}
