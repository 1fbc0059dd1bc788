package dev.tailback.lab.drill.running;

import dev.tailback.lab.arrivals.Pace;
import dev.tailback.lab.journeys.Habits;
import dev.tailback.lab.journeys.JourneyPlan;
import dev.tailback.lab.journeys.PatienceRange;
import dev.tailback.lab.journeys.Retries;
import dev.tailback.lab.journeys.Taste;
import dev.tailback.lab.journeys.Weights;
import dev.tailback.lab.load.Counts;
import dev.tailback.lab.load.Shoppers;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The shoppers of a drill: most of them buy, and none waits for long. */
final class Custom implements AutoCloseable {
    private static final Weights BUYERS = new Weights(20, 10, 70);
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final double SECONDS_PER_MINUTE = 60;

    private final Shoppers shoppers;
    private final Thread thread;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    private Custom(Shop shop, JourneyPlan plan) {
        this.shoppers = new Shoppers(shop, plan, second -> {});
        this.thread = Thread.ofVirtual().name("shoppers of a drill").start(this::run);
    }

    static Custom come(Shop shop, int perMinute, Duration atMost, long seed) {
        return new Custom(
                shop,
                new JourneyPlan(
                        Pace.steady(perMinute / SECONDS_PER_MINUTE),
                        atMost,
                        BUYERS,
                        false,
                        Habits.of(PatienceRange.of(PATIENCE), Retries.NONE),
                        Taste.EVEN,
                        seed));
    }

    private void run() {
        try {
            shoppers.run();
        } catch (InterruptedException sentHome) {
            Thread.currentThread().interrupt();
        } catch (WebFailure | Refusal failed) {
            failure.set(failed);
        }
    }

    /** Throws what kept them from coming. */
    Counts counts() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw new Refusal("shoppers do not come: " + failed.getMessage(), failed);
        }
        return shoppers.soFar().counts();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        if (!thread.join(ENDING)) {
            throw new Refusal("the shoppers of the drill did not go home within " + ENDING.toSeconds() + " s");
        }
    }
}
