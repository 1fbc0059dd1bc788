package dev.tailback.lab.lookups;

import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.WebFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The database load test over HTTP. It is answered when it is over; two at once would measure each other. */
public final class LookupRoutes {
    private final Shop shop;
    private final Semaphore one = new Semaphore(1);

    public LookupRoutes(Shop shop) {
        this.shop = shop;
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/admin/load-test/database", asked -> Reply.json(run(asked.body(LookupOrder.class)))));
    }

    private Map<String, Object> run(LookupOrder wanted) throws InterruptedException {
        if (!one.tryAcquire()) {
            throw new Refusal("a load test of the database runs already; it has to end before another begins");
        }
        try {
            return new LookupLoad(shop, wanted.plan()).run().json();
        } catch (WebFailure away) {
            throw new Refusal("there is no catalog to read from: " + away.getMessage(), away);
        } finally {
            one.release();
        }
    }
}
