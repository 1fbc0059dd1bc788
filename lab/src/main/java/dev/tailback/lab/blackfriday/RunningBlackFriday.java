package dev.tailback.lab.blackfriday;

import dev.tailback.lab.load.Reading;
import dev.tailback.lab.load.Shoppers;
import dev.tailback.lab.load.ShoppersJson;
import dev.tailback.lab.shop.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One demo, from its start until the last of its orders has ended. */
final class RunningBlackFriday {
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final UUID id = UUID.randomUUID();
    private final Instant startedAt = Instant.now();
    private final BlackFridayRequest order;
    private final Shoppers shoppers;
    private final Aftermath aftermath;
    private final Thread thread;
    private volatile String end = "broke off";
    private volatile @Nullable Reading last;

    /** What is done when a demo is over, however it ended. */
    @FunctionalInterface
    interface Aftermath {
        void happen() throws InterruptedException;
    }

    RunningBlackFriday(Shop shop, BlackFridayRequest order, Shoppers.Listener listener, Aftermath aftermath) {
        this.order = order;
        this.aftermath = aftermath;
        this.shoppers = new Shoppers(shop, order.plan(), listener);
        // A virtual one can be interrupted while it waits for an answer.
        this.thread = Thread.ofVirtual().name("demo").start(this::run);
    }

    private void run() {
        try {
            shoppers.run();
            end = "completed";
        } catch (InterruptedException asked) {
            end = "stopped";
        } catch (RuntimeException failure) {
            end = "failed: " + failure.getMessage();
        } finally {
            last = shoppers.soFar();
        }
        try {
            aftermath.happen();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    String sentence() {
        return "demo " + id + " runs since " + startedAt + "; POST /admin/stop-demo ends it";
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Returns when all figures are in. */
    void stop() throws InterruptedException {
        interrupt();
        thread.join(ENDING);
        if (thread.isAlive()) {
            throw new IllegalStateException("demo " + id + " did not end within " + ENDING.toSeconds() + " s");
        }
    }

    Map<String, Object> started() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", "started");
        json.putAll(what());
        return json;
    }

    private Map<String, Object> what() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("scenario", order.scenario());
        json.put("duration_minutes", order.durationMinutes());
        json.put("peak_rpm", order.peakRpm());
        json.put("shift_weights", order.shiftWeights());
        json.put("started_at", startedAt);
        return json;
    }

    Map<String, Object> status() {
        boolean isRunning = isRunning();
        Reading now = last == null ? shoppers.soFar() : last;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("running", isRunning);
        json.put("status", isRunning ? "running" : end);
        json.putAll(what());
        json.put("minute", Math.min(now.at().toMinutes(), order.lasts().toMinutes()));
        json.put("phase", isRunning ? order.phase(now.at()) : "off");
        json.putAll(ShoppersJson.of(now));
        return json;
    }
}
