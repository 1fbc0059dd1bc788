package dev.tailback.lab.load;

import dev.tailback.lab.arrivals.OpenLoop;
import dev.tailback.lab.journeys.JourneyPlan;
import dev.tailback.lab.journeys.Retries;
import dev.tailback.lab.journeys.Visit;
import dev.tailback.lab.journeys.Visits;
import dev.tailback.lab.journeys.Weights;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.produce.Crew;
import dev.tailback.lab.produce.Questions;
import dev.tailback.lab.produce.Spread;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Product;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A load of shoppers on their journeys, whom nothing keeps from coming at their time. */
public final class Shoppers {
    /** As many requests can be under way, and so as many sockets. */
    static final int MOST_IN_SHOP = 1_000;
    /** Without a thread each; some 15 MB. */
    private static final int MOST_AWAITED = 50_000;

    private static final int PRODUCTS = 100;
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(1);

    /** Hears every second how the second was. */
    @FunctionalInterface
    public interface Listener {
        void hear(Reading second) throws InterruptedException;

        /** Hears besides of each thing as it happens, from whichever thread it happens on. */
        default void happened(Fact fact) {}

        /** Hears besides how long each thing took, from whichever thread it took so long. */
        default void took(Kind kind, Duration time) {}

        /** Hears besides what a shopper saw of an order at its end, or at that of their patience. */
        default void ended(UUID order, Fact fact) {}
    }

    private final Shop shop;
    private final JourneyPlan plan;
    private final Listener listener;
    private final Books books;
    private final Heart heart = new Heart();
    private final OpenLoop loop = new OpenLoop();
    private final AtomicInteger inShop = new AtomicInteger();
    /** In the shop, or waiting for an order. Whoever goes from one to the other counts twice on the way, never not at all. */
    private final AtomicInteger present = new AtomicInteger();

    private final Persistence persistence;
    private final Crew crew = new Crew();
    private final Checkouts checkouts = new Checkouts(present, this::end);
    private final Shopper shopper;
    private volatile Instant began = Instant.EPOCH;

    public Shoppers(Shop shop, JourneyPlan plan, Listener listener) {
        this.shop = shop;
        this.plan = plan;
        this.listener = listener;
        this.books = new Books(listener);
        this.persistence = new Persistence(plan.habits().retries(), books);
        this.shopper = new Shopper(shop, plan.habits(), books, checkouts, persistence, heart);
    }

    /** Runs once. Returns when everybody has left and every order has ended or been given up. */
    public ShoppersReport run() throws InterruptedException {
        List<Product> products = wanted();
        began = Instant.now();
        try (crew) {
            Thread arrivals = crew.startPunctual(
                    "arrivals",
                    () -> loop.run(
                            new Visits(plan, products.size()),
                            (Visit visit, Instant intendedAt) ->
                                    letIn(visit, products.get(visit.product()), intendedAt)));
            try {
                crew.start(this::tellEverySecond);
                crew.start(this::learn);
                awaitAll(arrivals);
            } finally {
                arrivals.interrupt();
            }
        }
        return new ShoppersReport(soFar(), loop.punctuality(), books.reasons());
    }

    /** From now on those whose checkout fails try again like that, those who are in the shop included. */
    public void become(Retries retries) {
        persistence.become(retries);
    }

    private List<Product> wanted() throws InterruptedException {
        String hot = plan.taste().hotSku();
        List<Product> products = hot == null ? shop.products(PRODUCTS) : List.of(shop.product(hot));
        if (products.isEmpty()) {
            throw new WebFailure("the catalog offers no products, so there is nothing to look at");
        }
        return products;
    }

    private void letIn(Visit visit, Product product, Instant intendedAt) {
        if (inShop.get() >= MOST_IN_SHOP || checkouts.awaitedCount() >= MOST_AWAITED) {
            books.count(Fact.TURNED_AWAY);
            return;
        }
        books.count(Fact.SHOPPERS);
        enter(() -> shopper.visit(visit, weights().choose(visit.choice()), product, intendedAt));
    }

    private void enter(Crew.Task task) {
        present.incrementAndGet();
        inShop.incrementAndGet();
        crew.start(() -> {
            try {
                task.run();
            } finally {
                inShop.decrementAndGet();
                present.decrementAndGet();
            }
        });
    }

    private Weights weights() {
        return plan.shifts() ? plan.weights().shifted(heart.failing()) : plan.weights();
    }

    private void end(Bought bought, @Nullable OrderView order) {
        Instant endedAt = order == null || order.endedAt() == null ? bought.dueAt() : order.endedAt();
        books.took(Kind.ORDER, Duration.between(bought.intendedAt(), endedAt));
        Fact fact = order == null ? Fact.FAILED : fact(order);
        books.count(fact);
        listener.ended(bought.order(), fact);
        heart.ended(fact == Fact.FAILED);
        if (fact == Fact.FAILED) {
            books.note(order == null ? "the order did not end in the shopper's patience" : "the order failed");
            persistence
                    .after(bought.attempts(), bought.visit().fate())
                    .ifPresent(pause -> enter(() -> shopper.buyAgain(bought, pause)));
        }
    }

    private static Fact fact(OrderView order) {
        return switch (order.state()) {
            case OrderView.CONFIRMED -> Fact.CONFIRMED;
            case OrderView.REJECTED -> Fact.OUT_OF_STOCK;
            case OrderView.CANCELLED -> Fact.DECLINED;
            default -> Fact.FAILED;
        };
    }

    private void learn() throws InterruptedException {
        Questions questions = new Questions(shop, checkouts);
        while (true) {
            questions.askAFew();
            Patience.pause(BETWEEN_QUESTIONS);
        }
    }

    /** Not the one who asks: checkout may be what hangs, and shoppers lose their patience all the same. */
    private void awaitAll(Thread arrivals) throws InterruptedException {
        while (arrivals.isAlive() || present.get() > 0) {
            crew.demandWell();
            checkouts.giveUpWhomNobodyCouldAskFor(Instant.now());
            Patience.pause(BETWEEN_QUESTIONS);
        }
        crew.demandWell();
    }

    private void tellEverySecond() throws InterruptedException {
        Counts before = Counts.NONE;
        for (int second = 1; ; second++) {
            Patience.pause(Duration.between(Instant.now(), began.plus(BETWEEN_READINGS.multipliedBy(second))));
            Counts now = books.counts();
            listener.hear(reading(now.since(before), books.recentLatencies()));
            before = now;
        }
    }

    /** From the beginning to now; also asked for while it runs. */
    public Reading soFar() {
        return reading(books.counts(), books.allLatencies());
    }

    private Reading reading(Counts counts, Map<Kind, Spread> latencies) {
        boolean hasBegun = began.isAfter(Instant.EPOCH);
        Duration at = hasBegun ? Duration.between(began, Instant.now()) : Duration.ZERO;
        double perMinute = at.compareTo(plan.lasts()) < 0 ? plan.pace().perSecond(at) * 60 : 0;
        return new Reading(at, perMinute, inShop.get(), checkouts.awaitedCount(), weights(), counts, latencies);
    }
}
