package dev.tailback.lab.blackfriday;

import dev.tailback.lab.clock.DemoClock;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.WebFailure;
import dev.tailback.telemetry.DemoRun;
import io.opentelemetry.api.metrics.Meter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The demo of this lab: one at a time, whoever asks and however many at once. */
public final class BlackFriday implements AutoCloseable {
    private final Shop shop;
    private final ShopperMetrics metrics;
    private final DemoClock clock;
    private @Nullable RunningBlackFriday run;

    /** @param clock counts its minutes, unless a scenario has it count its own */
    public BlackFriday(Shop shop, DemoClock clock, Meter meter) {
        this.shop = shop;
        this.clock = clock;
        this.metrics = new ShopperMetrics(meter);
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/admin/start-demo", asked -> Reply.json(202, start(asked.body(BlackFridayRequest.class)))),
                Route.get("/admin/demo-status", asked -> Reply.json(status())),
                Route.post("/admin/stop-demo", asked -> Reply.json(stop())));
    }

    private synchronized Map<String, Object> start(BlackFridayRequest order) throws InterruptedException {
        if (run != null && run.isRunning()) {
            throw new Refusal(run.sentence());
        }
        demandShop();
        DemoRun counted = order.countedFrom(Instant.now());
        clock.startIfFree(counted);
        run = new RunningBlackFriday(shop, order, metrics, () -> clock.endIfStill(counted));
        return run.started();
    }

    public synchronized boolean isRunning() {
        return run != null && run.isRunning();
    }

    private void demandShop() throws InterruptedException {
        try {
            shop.products(1);
        } catch (WebFailure away) {
            throw new Refusal("there is no shop to send shoppers to: " + away.getMessage(), away);
        }
    }

    private synchronized Map<String, Object> status() {
        return run == null ? Map.of("running", false, "status", "never started") : run.status();
    }

    private synchronized Map<String, Object> stop() throws InterruptedException {
        if (run == null || !run.isRunning()) {
            return Map.of("status", "not_running");
        }
        run.stop();
        Map<String, Object> json = new LinkedHashMap<>(run.status());
        json.put("status", "stopped");
        return json;
    }

    /** Lets nobody in any more; whoever closes has no use for the figures. */
    @Override
    public synchronized void close() {
        if (run != null) {
            run.interrupt();
        }
    }
}
