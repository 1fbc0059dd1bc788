package dev.tailback.lab.lookups;

import dev.tailback.lab.arrivals.OpenLoop;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.produce.Crew;
import dev.tailback.lab.produce.Latencies;
import dev.tailback.lab.produce.Reasons;
import dev.tailback.lab.shop.Product;
import dev.tailback.lab.shop.Search;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Reads listings and products through the catalog, each at its time; as many wait for answers as there are sockets. */
public final class LookupLoad {
    static final int MOST_UNDER_WAY = 1_000;

    private static final int PRODUCTS = 100;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Shop shop;
    private final LookupPlan plan;
    private final OpenLoop loop = new OpenLoop();
    private final Latencies listings = new Latencies();
    private final Latencies products = new Latencies();
    private final Latencies all = new Latencies();
    private final Reasons reasons = new Reasons();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong queries = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();

    public LookupLoad(Shop shop, LookupPlan plan) {
        this.shop = shop;
        this.plan = plan;
    }

    /** Runs once. Returns when every read was answered or given up. */
    public LookupReport run() throws InterruptedException {
        List<Product> offered = shop.products(PRODUCTS);
        if (offered.isEmpty()) {
            throw new WebFailure("the catalog offers no products, so there is nothing to look up");
        }
        Instant began = Instant.now();
        try (Crew crew = new Crew()) {
            Thread arrivals = crew.startPunctual(
                    "arrivals",
                    () -> loop.run(
                            new Lookups(plan, offered.size()),
                            (Lookup lookup, Instant intendedAt) ->
                                    begin(lookup, offered.get(lookup.product()), intendedAt, crew)));
            try {
                while (arrivals.isAlive() || underWay.get() > 0) {
                    crew.demandWell();
                    Patience.pause(BETWEEN_LOOKS);
                }
                crew.demandWell();
            } finally {
                arrivals.interrupt();
            }
        }
        return report(Duration.between(began, Instant.now()));
    }

    private void begin(Lookup lookup, Product product, Instant intendedAt, Crew crew) {
        if (underWay.get() >= MOST_UNDER_WAY) {
            turnedAway.incrementAndGet();
            return;
        }
        underWay.incrementAndGet();
        crew.start(() -> {
            try {
                look(lookup, product, intendedAt);
            } finally {
                underWay.decrementAndGet();
            }
        });
    }

    private void look(Lookup lookup, Product product, Instant intendedAt) throws InterruptedException {
        try {
            if (lookup.isListing()) {
                shop.look(Search.around(product), ANSWER_WITHIN);
            } else {
                shop.look(product, ANSWER_WITHIN);
            }
        } catch (WebFailure failure) {
            errors.incrementAndGet();
            reasons.note(String.valueOf(failure.getMessage()));
        }
        queries.incrementAndGet();
        Duration took = Duration.between(intendedAt, Instant.now());
        all.add(took);
        (lookup.isListing() ? listings : products).add(took);
    }

    private LookupReport report(Duration took) {
        return new LookupReport(
                plan,
                took,
                queries.get(),
                errors.get(),
                turnedAway.get(),
                all.all(),
                listings.all(),
                products.all(),
                loop.punctuality(),
                reasons.counts());
    }
}
