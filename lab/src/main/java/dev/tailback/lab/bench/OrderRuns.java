package dev.tailback.lab.bench;

import dev.tailback.lab.arrivals.Beat;
import dev.tailback.lab.arrivals.OpenLoop;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.shop.Percentiles;
import dev.tailback.lab.shop.Product;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Web;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Orders of one shop by the thousand: as many carts as wanted stand in Kafka at once, and the time from the first of
 * them to the last order's end is what counts; or at a steady rate.
 */
public final class OrderRuns implements AutoCloseable {
    private static final int WARM_UP = 1_000;
    private static final int PRODUCTS = 100;
    private static final Duration WARM_UP_LIMIT = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration STEADY = Duration.ofSeconds(20);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(3);

    private final Shop shop;
    private final Dispatching dispatching;
    private final ProcessorTime processorTime;
    private final Carts carts;
    private final Consumer<String> progress;
    private final List<String> notes = new ArrayList<>();

    public OrderRuns(Web web, Ports ports, LabStatus status, Consumer<String> progress) throws InterruptedException {
        this.shop = new Shop(web, ports);
        this.dispatching = new Dispatching(web, ports);
        this.processorTime = new ProcessorTime(pids(status));
        this.progress = progress;
        List<String> skus = shop.products(PRODUCTS).stream().map(Product::sku).toList();
        if (skus.isEmpty()) {
            throw new Refusal("the catalog offers no products, so there is nothing to order");
        }
        this.carts = new Carts(ports.kafkaAddress(), skus);
    }

    private static Map<String, Long> pids(LabStatus status) {
        Map<String, Long> pids = new LinkedHashMap<>();
        status.processes().forEach(process -> {
            if (process.pid() != null) {
                pids.put(process.name(), process.pid());
            }
        });
        pids.put("bench", ProcessHandle.current().pid());
        return pids;
    }

    public void warmUp() throws InterruptedException {
        progress.accept("Warming up with " + WARM_UP + " orders.");
        Ends ends = new Ends(shop);
        for (int n = 0; n < WARM_UP; n++) {
            ends.sent(carts.send(), Instant.now());
        }
        carts.flush();
        if (!ends.await(Instant.now().plus(WARM_UP_LIMIT))) {
            throw new Refusal("of " + WARM_UP + " orders to warm up, " + ends.openCount() + " had not ended after "
                    + WARM_UP_LIMIT.toSeconds() + " s: the shop does not keep up, or a stage is stuck");
        }
    }

    /** How many the shop as it is brings to their end in a second. */
    public Measured atOnce(String name, int orders) throws InterruptedException {
        return atOnce(name, "", orders, LIMIT);
    }

    Measured atOnce(String name, String settings, int orders, Duration limit) throws InterruptedException {
        progress.accept(orders + " orders at " + name + " settings, for at most " + limit.toSeconds() + " s.");
        Ends ends = new Ends(shop);
        Map<String, Double> before = processorTime.read();
        Instant began = Instant.now();
        for (int n = 0; n < orders; n++) {
            ends.sent(carts.send(), Instant.now());
        }
        carts.flush();
        progress.accept("  sent in " + Amounts.seconds(Duration.between(began, Instant.now())));
        boolean all = ends.await(began.plus(limit));
        Map<String, Double> used = ProcessorTime.between(before, processorTime.read());
        return measured(name, settings, orders, began, all ? null : began.plus(limit), ends, used);
    }

    Measured steadily(String name, double rate) throws InterruptedException {
        int orders = Math.max(1, (int) (rate * STEADY.toSeconds()));
        progress.accept("%d orders at %.0f/s.".formatted(orders, rate));
        Ends ends = new Ends(shop);
        Map<String, Double> before = processorTime.read();
        Instant began = Instant.now();
        // From when it should have been sent: falling behind is not forgiven.
        new OpenLoop().run(Beat.perSecond(rate, orders), (beat, intendedAt) -> ends.sent(carts.send(), intendedAt));
        carts.flush();
        Instant limit = Instant.now().plus(LIMIT);
        boolean all = ends.await(limit);
        Map<String, Double> used = ProcessorTime.between(before, processorTime.read());
        return measured(name, "200 × 2", orders, began, all ? null : limit, ends, used);
    }

    private Measured measured(
            String name,
            String settings,
            int sent,
            Instant began,
            @Nullable Instant limit,
            Ends ends,
            Map<String, Double> used)
            throws InterruptedException {
        if (limit != null) {
            drain(name, ends);
        }
        List<Ends.End> ended = ends.until(limit == null ? Instant.MAX : limit);
        Instant last = ended.stream().map(Ends.End::at).max(Instant::compareTo).orElse(began);
        double seconds = Duration.between(began, limit == null ? last : limit).toNanos() / 1e9;
        Percentiles toEnd = new Percentiles(ended.stream()
                .mapToDouble(end -> Duration.between(end.sentAt(), end.at()).toNanos() / 1e6)
                .toArray());
        Map<String, Double> cpu = new LinkedHashMap<>();
        used.forEach((process, cpuSeconds) -> cpu.put(process, cpuSeconds * 1_000 / Math.max(1, ended.size())));
        return new Measured(
                name,
                settings,
                sent,
                ended.size(),
                Ends.byState(ended),
                seconds,
                seconds <= 0 ? 0 : ended.size() / seconds,
                ended.isEmpty() ? null : toEnd.at(50).getAsDouble(),
                ended.isEmpty() ? null : toEnd.at(99).getAsDouble(),
                cpu);
    }

    /** What is left over must not disturb what comes next, and whether it ended in the time is only known at its end. */
    private void drain(String name, Ends ends) throws InterruptedException {
        progress.accept("  " + ends.openCount() + " are left; the sturdy settings take care of them.");
        notes.add("%s: not all ended within the time; only those that did are counted, so the rate is too low."
                .formatted(name));
        dispatching.use(Dispatching.STURDY);
        if (!ends.await(Instant.now().plus(DRAIN_LIMIT))) {
            notes.add("%s: %d orders had not ended even %d s later."
                    .formatted(name, ends.openCount(), DRAIN_LIMIT.toSeconds()));
        }
    }

    Dispatching dispatching() {
        return dispatching;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        carts.close();
    }
}
