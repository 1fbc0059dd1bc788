package dev.tailback.lab.demo;

import dev.tailback.lab.load.Fact;
import dev.tailback.lab.load.Kind;
import dev.tailback.lab.load.Reading;
import dev.tailback.lab.load.Shoppers;
import dev.tailback.lab.load.ShoppersReport;
import dev.tailback.lab.scenario.Crowd;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.measuring.Window;
import dev.tailback.lab.scenario.run.DemoTime;
import dev.tailback.lab.scenario.run.Lookout;
import dev.tailback.lab.scenario.run.Venue;
import dev.tailback.lab.scenario.run.Witness;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A shop in which shoppers come and go while a walk lasts, and what is seen of it. */
final class OpenShop implements AutoCloseable {
    /** Longer than anybody presents. */
    private static final Duration LONGEST = Duration.ofHours(8);

    private static final long SEED = 1;

    private final DemoTime time = new DemoTime(Instant.now(), 1);
    private final Recording recording = new Recording();
    private final RecentOrders orders = new RecentOrders();
    private final Wire wire = new Wire();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Lookout lookout;
    private final Future<ShoppersReport> shoppers;

    /** Hears once a second what was seen so far. */
    interface EverySecond {
        void tell(double minute, Recording recording);
    }

    OpenShop(Venue venue, Crowd crowd, EverySecond listener) {
        lookout = Lookout.at(venue, recording, time);
        Shoppers comers = new Shoppers(
                new Shop(wire, venue.lab().ports()),
                crowd.steady(LONGEST, 1, SEED),
                new Onlooker(new Witness(recording, time, 1, minute -> listener.tell(minute, recording)), orders));
        shoppers = threads.submit(comers::run);
    }

    private record Onlooker(Witness witness, RecentOrders orders) implements Shoppers.Listener {
        @Override
        public void hear(Reading second) {
            witness.hear(second);
        }

        @Override
        public void took(Kind kind, Duration time) {
            witness.took(kind, time);
        }

        @Override
        public void ended(UUID order, Fact fact) {
            orders.note(order, fact);
        }
    }

    /** The latest whose shoppers saw that. */
    List<UUID> ordersThat(Fact end) {
        return orders.that(end);
    }

    double minute() {
        return time.minute(Instant.now());
    }

    Window since(double minute) {
        return recording.between(minute, minute());
    }

    /** Throws what the load broke off for: what is measured without shoppers says nothing. */
    void demandShoppers() throws InterruptedException {
        if (shoppers.isDone() && !shoppers.isCancelled()) {
            try {
                shoppers.get();
            } catch (ExecutionException failed) {
                throw Refusal.of(failed);
            }
            throw new Refusal("the walk lasted for more than " + LONGEST.toHours() + " h; its shoppers have left");
        }
    }

    boolean isClosed() {
        return shoppers.isCancelled();
    }

    /** Their orders are the shop's to end. */
    @Override
    public void close() {
        shoppers.cancel(true);
        threads.shutdownNow();
        threads.close();
        lookout.close();
        wire.close();
    }
}
