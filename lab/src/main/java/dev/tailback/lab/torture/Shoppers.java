package dev.tailback.lab.torture;

import dev.tailback.events.OrderId;
import dev.tailback.lab.arrivals.Beat;
import dev.tailback.lab.arrivals.OpenLoop;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.journeys.Cards;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.produce.Crew;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People who come at a fixed rate and do not give up: whoever hears nothing, or that the shop cannot serve them now, sends
 * the same request again under the same key.
 */
final class Shoppers implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final Duration GIVES_UP_AFTER = Duration.ofSeconds(90);
    /** Doubled each time and spread: people who all come again every 300 ms are what keeps a shop down. */
    private static final int FIRST_PAUSE_MILLIS = 300;

    private static final int LONGEST_PAUSE_MILLIS = 5_000;
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(250);
    /**
     * A shop that stands still fills up to here; who comes then goes elsewhere. More would keep a stage that starts anew so
     * busy with those who come again that it serves nobody in time, and the faults would strike at a shop at rest.
     */
    private static final int MOST_IN_THE_SHOP = 150;

    private static final int PRODUCTS = 50;
    /** What some of ten thousand pay with; an unanswered payment holds up for seconds all that share its batch. */
    private static final NavigableMap<Integer, String> OTHER_CARDS =
            new TreeMap<>(Map.of(400, Cards.DECLINED, 403, Cards.SLOW, 405, Cards.UNANSWERED));

    private final Shop shop;
    private final double rate;
    private final Random random;
    private final List<String> skus;
    private final Crew crew = new Crew();
    private final Map<UUID, Instant> open = new ConcurrentHashMap<>();
    private final Set<UUID> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicInteger gaveUp = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private volatile boolean closed;

    Shoppers(Web web, Ports ports, double rate, long seed) throws InterruptedException {
        this.shop = new Shop(web, ports);
        this.rate = rate;
        this.random = new Random(seed);
        this.skus =
                shop.products(PRODUCTS).stream().map(product -> product.sku()).toList();
    }

    void come() {
        crew.start(this::arrive);
        crew.start(this::learn);
    }

    private void arrive() throws InterruptedException {
        new OpenLoop().run(Beat.perSecond(rate, () -> !closed), (beat, intendedAt) -> comesIn());
    }

    private void comesIn() {
        String sku = skus.get(random.nextInt(skus.size()));
        String card = card(random.nextInt(10_000));
        // Of each one's own: the pauses of one do not depend on how often another came again.
        Random pauses = new Random(random.nextLong());
        if (sent.get() - accepted.size() - gaveUp.get() < MOST_IN_THE_SHOP) {
            sent.incrementAndGet();
            crew.start(() -> buy(sku, card, pauses));
        } else {
            turnedAway.incrementAndGet();
        }
    }

    private static String card(int n) {
        Map.Entry<Integer, String> other = OTHER_CARDS.higherEntry(n);
        return other == null ? Cards.APPROVED : other.getValue();
    }

    private void buy(String sku, String card, Random pauses) throws InterruptedException {
        UUID cart = OrderId.at(Instant.now()).value();
        if (insist(() -> shop.openCart(cart, "open " + cart, ANSWER_WITHIN), pauses)
                && insist(() -> shop.put(cart, sku, 1, "fill " + cart, ANSWER_WITHIN), pauses)
                && insist(() -> shop.checkout(cart, card, "check out " + cart, ANSWER_WITHIN), pauses)) {
            accepted.add(cart);
            open.put(cart, Instant.now());
        } else {
            gaveUp.incrementAndGet();
        }
    }

    @FunctionalInterface
    private interface Request {
        void send() throws InterruptedException;
    }

    private boolean insist(Request request, Random pauses) throws InterruptedException {
        long end = System.nanoTime() + GIVES_UP_AFTER.toNanos();
        for (int attempt = 0; System.nanoTime() < end; attempt++) {
            try {
                request.send();
                return true;
            } catch (WebFailure failure) {
                if (failure.isSilence()) {
                    again.incrementAndGet();
                }
            }
            int pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
            Patience.pause(Duration.ofMillis(pauses.nextInt(pause / 2, pause)));
        }
        return false;
    }

    /** Asks checkout what became of the orders, for as long as the torture lasts. */
    private void learn() throws InterruptedException {
        while (true) {
            ask();
            Patience.pause(BETWEEN_QUESTIONS);
        }
    }

    private void ask() throws InterruptedException {
        List<UUID> ids = List.copyOf(open.keySet());
        for (int from = 0; from < ids.size(); from += Shop.MOST_ORDERS_PER_QUESTION) {
            Collection<UUID> some = ids.subList(from, Math.min(from + Shop.MOST_ORDERS_PER_QUESTION, ids.size()));
            try {
                shop.orders(some).stream()
                        .filter(order -> !order.isOpen())
                        .map(OrderView::id)
                        .forEach(open::remove);
            } catch (WebFailure checkoutIsAway) {
                return; // asked again in a moment
            }
        }
    }

    /** How long the order has waited that waits longest; those that were accepted and have not ended. */
    Duration longestWait() {
        Instant now = Instant.now();
        return open.values().stream()
                .map(since -> Duration.between(since, now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    String tally() {
        return "sent %d, accepted %d, open %d, sent again %d, gave up %d%s"
                .formatted(
                        sent.get(),
                        accepted.size(),
                        open.size(),
                        again.get(),
                        gaveUp.get(),
                        turnedAway.get() == 0 ? "" : ", turned away " + turnedAway.get());
    }

    Set<UUID> accepted() {
        return accepted;
    }

    /** Nobody comes any more; returns whether everybody got an answer and every order ended in time. */
    boolean leave(Duration patience) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + patience.toNanos();
        while (accepted.size() + gaveUp.get() < sent.get() || !open.isEmpty()) {
            crew.demandWell();
            if (System.nanoTime() > end) {
                return false;
            }
            Patience.pause(BETWEEN_QUESTIONS);
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        crew.close();
    }
}
