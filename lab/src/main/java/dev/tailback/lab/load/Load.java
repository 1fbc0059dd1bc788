package dev.tailback.lab.load;

import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.shop.*;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * An open loop: shoppers come when the plan says so and do not wait for each other, as in life. A closed loop would
 * slow down with the shop and hide what it wants to show.
 */
public final class Load {
    private static final int MOST_REQUESTS = 1_000;
    private static final int MOST_AWAITED = 50_000;
    private static final int QUESTIONS_PER_ROUND = 4;
    private static final int PRODUCTS = 100;
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    private final Shop shop;
    private final LoadPlan plan;
    private final Ledger ledger = new Ledger();
    private final Consumer<Tally> everySecond;

    public Load(Shop shop, LoadPlan plan, Consumer<Tally> everySecond) {
        this.shop = shop;
        this.plan = plan;
        this.everySecond = everySecond;
    }

    public LoadReport run() throws InterruptedException {
        List<Product> products = shop.products(PRODUCTS);
        if (products.isEmpty()) {
            throw new WebFailure("the catalog offers no products, so there is nothing to buy");
        }
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                Future<?> arrivals = threads.submit(() -> arrive(products, threads));
                threads.submit(this::tellEverySecond);
                learnUntilAllEnded(arrivals);
            } finally {
                threads.shutdownNow();
            }
        }
        return ledger.report(Duration.ofNanos(System.nanoTime() - began));
    }

    private Void arrive(List<Product> products, ExecutorService threads) throws InterruptedException {
        SplittableRandom random = new SplittableRandom();
        long beganNanos = System.nanoTime();
        Instant began = Instant.now();
        for (int n = 0; n < plan.count(); n++) {
            Duration offset = plan.offset(n);
            Patience.pause(offset.minusNanos(System.nanoTime() - beganNanos));
            if (ledger.requesting() >= MOST_REQUESTS || ledger.awaitedCount() >= MOST_AWAITED) {
                ledger.turnedAway();
                continue;
            }
            String sku = products.get(random.nextInt(products.size())).sku();
            int quantity = random.nextInt(1, 4);
            ledger.sent();
            threads.submit(() -> buy(sku, quantity, began.plus(offset)));
        }
        return null;
    }

    private Void buy(String sku, int quantity, Instant intendedAt) throws InterruptedException {
        try {
            ledger.accepted(shop.buy(sku, quantity), intendedAt);
        } catch (WebFailure failure) {
            ledger.notAccepted(withoutIds(failure));
        } catch (RuntimeException defect) {
            ledger.notAccepted(defect.toString());
        }
        return null;
    }

    /** So that the same failure of many orders is one reason. */
    private static String withoutIds(WebFailure failure) {
        return String.valueOf(failure.getMessage()).replaceAll("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}", "{id}");
    }

    private void learnUntilAllEnded(Future<?> arrivals) throws InterruptedException {
        long allSent = Long.MAX_VALUE;
        while (true) {
            boolean isAllSent = arrivals.isDone() && ledger.requesting() == 0;
            if (isAllSent && allSent == Long.MAX_VALUE) {
                demandNoFailure(arrivals);
                allSent = System.nanoTime();
            }
            ask();
            if (isAllSent && ledger.awaitedCount() == 0) {
                return;
            }
            if (isAllSent && System.nanoTime() - allSent > plan.patience().toNanos()) {
                ledger.giveUpOnTheRest(plan.patience());
                return;
            }
            Patience.pause(BETWEEN_QUESTIONS);
        }
    }

    private static void demandNoFailure(Future<?> arrivals) throws InterruptedException {
        try {
            arrivals.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the load broke off", failed.getCause());
        }
    }

    private void ask() throws InterruptedException {
        for (int question = 0; question < QUESTIONS_PER_ROUND; question++) {
            List<UUID> ids = ledger.awaited(question * Shop.MOST_ORDERS_PER_QUESTION, Shop.MOST_ORDERS_PER_QUESTION);
            if (ids.isEmpty()) {
                return;
            }
            try {
                ledger.learn(shop.orders(ids), Instant.now());
            } catch (WebFailure checkoutIsAway) {
                // Asked again in the next round: checkout may be the one that is being broken.
                return;
            }
        }
    }

    private Void tellEverySecond() throws InterruptedException {
        while (true) {
            Patience.pause(BETWEEN_LINES);
            everySecond.accept(ledger.tally());
        }
    }
}
