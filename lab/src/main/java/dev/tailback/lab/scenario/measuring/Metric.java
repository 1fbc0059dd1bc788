package dev.tailback.lab.scenario.measuring;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an expectation may speak of, over some minutes of the demo. */
public enum Metric {
    /** Of the checkouts that fell due, those that ended other than confirmed; without out of stock and declined. */
    FAILURE_RATE(Unit.SHARE, window -> share(failed(window), sum(window, "confirmed"))),
    /** Of the failed ones, those that were accepted by HTTP and failed afterwards. */
    FAILED_IN_CONSUMER(Unit.SHARE, window -> share(sum(window, "failed"), sum(window, "refused"))),
    HTTP_ERROR_RATE(
            Unit.SHARE, window -> share(sum(window, "errors"), sum(window, "requests") - sum(window, "errors"))),
    /** Shoppers a minute as the scenario has it, before the machine's scale. */
    RPM(Unit.COUNT, window -> window.percentile("rpm", 50)),
    REQUESTS(Unit.COUNT, window -> window.sum("requests")),
    CONFIRMED(Unit.COUNT, window -> window.sum("confirmed")),
    SEARCH_P95(Unit.TIME, window -> window.percentile("search_ms", 95)),
    PRODUCT_P95(Unit.TIME, window -> window.percentile("product_ms", 95)),
    CHECKOUT_P95(Unit.TIME, window -> window.percentile("checkout_ms", 95)),
    /** From the checkout that was wanted to the order's end, or the end of the shopper's patience. */
    ORDER_P95(Unit.TIME, window -> window.percentile("order_ms", 95)),
    /** Of the stage whose pool is fullest, as it mostly was. */
    POOL_UTILIZATION(Unit.SHARE, Metric::fullestPool),
    CATALOG_POOL(Unit.SHARE, window -> window.percentile("pool.catalog", 50)),
    CHECKOUT_POOL(Unit.SHARE, window -> window.percentile("pool.checkout", 50)),
    INVENTORY_POOL(Unit.SHARE, window -> window.percentile("pool.inventory", 50)),
    /** Records that the shop's groups have yet to read, as it mostly was. */
    LAG(Unit.COUNT, window -> window.percentile("lag", 50)),
    /** The lag in time: for so long the checkouts of those minutes had to come to be as many. */
    BACKLOG(Unit.TIME, Metric::backlog),
    CATALOG_LAG(Unit.COUNT, window -> window.percentile("lag.catalog", 50)),
    CHECKOUT_LAG(Unit.COUNT, window -> window.percentile("lag.checkout", 50)),
    INVENTORY_LAG(Unit.COUNT, window -> window.percentile("lag.inventory", 50)),
    /**
     * Bytes of WAL that the relay has not confirmed, what no lag of Kafka tells: at least, since a relay that is well
     * confirms every ten seconds only.
     */
    OUTBOX_BEHIND(Unit.COUNT, window -> window.least("outbox_behind")),
    /** Sessions that wait for a lock of another, at most. */
    LOCK_WAITERS(Unit.COUNT, window -> window.most("lock_waiters")),
    /** Statements of PostgreSQL that wait for nothing but a processor, or have one, as it mostly was. */
    WORKING_STATEMENTS(Unit.COUNT, window -> window.percentile("working_statements", 50)),
    /** Millions of rows that PostgreSQL looks through in a second of its processor: how fast that is while it works. */
    PULSE(Unit.RATE, window -> window.mean("pulse")),
    /** How many came. */
    DEAD_LETTERS(Unit.COUNT, window -> window.growth("dead_letters")),
    /** Of the carts that came, the share in the partition that got most. */
    HOTTEST_PARTITION(Unit.SHARE, window -> window.largestShareOfGrowth("carts.partition."));

    private static final List<String> POOLS = List.of("pool.catalog", "pool.checkout", "pool.inventory");

    private static final Set<Metric> LAGS = EnumSet.of(LAG, CATALOG_LAG, CHECKOUT_LAG, INVENTORY_LAG);

    private final Unit unit;
    private final Function<Window, OptionalDouble> reading;

    Metric(Unit unit, Function<Window, OptionalDouble> reading) {
        this.unit = unit;
        this.reading = reading;
    }

    public static Optional<Metric> of(String text) {
        return Arrays.stream(values())
                .filter(metric -> metric.text().equals(text))
                .findFirst();
    }

    public static String allowed() {
        return Arrays.stream(values()).map(Metric::text).collect(Collectors.joining(", "));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Unit unit() {
        return unit;
    }

    boolean isLag() {
        return LAGS.contains(this);
    }

    /** Empty when nothing was seen of which it could be said. */
    public OptionalDouble in(Window window) {
        return reading.apply(window);
    }

    /** As it is shown while something runs. */
    public String wordsIn(Window window) {
        OptionalDouble value = in(window);
        return value.isEmpty() ? "-" : unit.text(value.getAsDouble());
    }

    private static OptionalDouble backlog(Window window) {
        OptionalDouble lag = LAG.in(window);
        double checkouts = sum(window, "checkouts");
        return lag.isEmpty() || checkouts == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(1_000 * lag.getAsDouble() * window.looks("checkouts") / checkouts);
    }

    private static double failed(Window window) {
        return sum(window, "failed") + sum(window, "refused");
    }

    private static double sum(Window window, String series) {
        return window.sum(series).orElse(0);
    }

    private static OptionalDouble share(double part, double rest) {
        return part + rest == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / (part + rest));
    }

    private static OptionalDouble fullestPool(Window window) {
        return POOLS.stream()
                .map(pool -> window.percentile(pool, 50))
                .flatMapToDouble(OptionalDouble::stream)
                .max();
    }
}
