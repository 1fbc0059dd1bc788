package dev.tailback.lab.bench;

import dev.tailback.lab.home.Ports;
import dev.tailback.lab.machine.Patience;
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
 * Orders per second through all stages: as many carts as wanted stand in Kafka at once, and the time from the first of
 * them to the last order's end is what counts. Then the same with the naive settings, and in between a steady half of
 * the sturdy rate, for how long an order takes when nothing queues.
 */
public final class PipelineBench {
    private static final int WARM_UP = 1_000;
    private static final int PRODUCTS = 100;
    private static final Duration WARM_UP_LIMIT = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    // So few that all of them end: cut off in the middle, the work done for orders that had not ended would count as
    // none.
    private static final int MOST_NAIVE = 3_000;
    private static final Duration NAIVE_LIMIT = Duration.ofMinutes(2);
    private static final Duration HALF_LOAD = Duration.ofSeconds(20);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(3);

    private final Shop shop;
    private final Dispatching dispatching;
    private final ProcessorTime processorTime;
    private final Carts carts;
    private final Consumer<String> progress;
    private final List<String> notes = new ArrayList<>();

    private PipelineBench(Web web, Ports ports, LabStatus status, Carts carts, Consumer<String> progress)
            throws InterruptedException {
        this.shop = new Shop(web, ports);
        this.dispatching = new Dispatching(web, ports);
        this.processorTime = new ProcessorTime(pids(status));
        this.carts = carts;
        this.progress = progress;
    }

    public static PipelineReport run(Web web, Ports ports, LabStatus status, int orders, Consumer<String> progress)
            throws InterruptedException {
        try (Carts carts = carts(web, ports)) {
            return new PipelineBench(web, ports, status, carts, progress).measure(orders);
        }
    }

    /** Only how many the shop as it is brings to their end in a second. */
    public static Measured atOnce(Web web, Ports ports, LabStatus status, int orders, Consumer<String> progress)
            throws InterruptedException {
        try (Carts carts = carts(web, ports)) {
            PipelineBench bench = new PipelineBench(web, ports, status, carts, progress);
            bench.warmUp();
            return bench.atOnce("as it is", "", orders, LIMIT);
        }
    }

    private static Carts carts(Web web, Ports ports) throws InterruptedException {
        List<String> skus = new Shop(web, ports)
                .products(PRODUCTS).stream().map(Product::sku).toList();
        if (skus.isEmpty()) {
            throw new Refusal("the catalog offers no products, so there is nothing to order");
        }
        return new Carts(ports.kafkaAddress(), skus);
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

    private PipelineReport measure(int orders) throws InterruptedException {
        Thread setBack = new Thread(this::setBackOnInterrupt, "set-back");
        Runtime.getRuntime().addShutdownHook(setBack);
        try {
            dispatching.use(Dispatching.STURDY);
            warmUp();
            Measured sturdy = atOnce("sturdy", "200 × 2", orders, LIMIT);
            Measured halfLoad = steadily("half load", sturdy.ordersPerSecond() / 2);
            dispatching.use(Dispatching.NAIVE);
            Measured naive = atOnce("naive", "1 × 1", Math.min(orders, MOST_NAIVE), NAIVE_LIMIT);
            if (!ProcessorTime.isKnown()) {
                notes.add("Processor time is unavailable: this system has no /proc.");
            }
            double ratio = naive.ordersPerSecond() == 0 ? 0 : sturdy.ordersPerSecond() / naive.ordersPerSecond();
            return new PipelineReport(
                    Instant.now(),
                    Runtime.getRuntime().availableProcessors(),
                    sturdy,
                    halfLoad,
                    naive,
                    ratio,
                    List.copyOf(notes));
        } finally {
            Runtime.getRuntime().removeShutdownHook(setBack);
            dispatching.setBack();
        }
    }

    private void setBackOnInterrupt() {
        try {
            dispatching.setBack();
        } catch (InterruptedException halted) {
            Thread.currentThread().interrupt();
        }
    }

    private void warmUp() throws InterruptedException {
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

    private Measured atOnce(String name, String settings, int orders, Duration limit) throws InterruptedException {
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

    private Measured steadily(String name, double rate) throws InterruptedException {
        int orders = Math.max(1, (int) (rate * HALF_LOAD.toSeconds()));
        progress.accept("%d orders at %.0f/s, half of that.".formatted(orders, rate));
        Ends ends = new Ends(shop);
        Map<String, Double> before = processorTime.read();
        Instant began = Instant.now();
        long beganNanos = System.nanoTime();
        for (int n = 0; n < orders; n++) {
            Duration offset = Duration.ofNanos((long) (n * 1e9 / rate));
            Duration ahead = offset.minusNanos(System.nanoTime() - beganNanos);
            if (ahead.isPositive()) {
                Patience.pause(ahead);
            }
            // From when it should have been sent: falling behind is not forgiven.
            ends.sent(carts.send(), began.plus(offset));
        }
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
}
