package dev.tailback.lab.bench;

import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Which orders have ended, when and how. Asked in the order of sending, and no further than where most are still under
 * way: whoever measures should not be the load.
 */
final class Ends {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(250);
    private static final int MOST_QUESTIONS = 20;

    record End(Instant sentAt, Instant at, String state) {}

    private final Shop shop;
    private final Map<UUID, Instant> open = new LinkedHashMap<>();
    private final List<End> ends = new ArrayList<>();

    Ends(Shop shop) {
        this.shop = shop;
    }

    synchronized void sent(UUID order, Instant at) {
        open.put(order, at);
    }

    /** Whether all have ended before that time. */
    boolean await(Instant until) throws InterruptedException {
        while (true) {
            askAll();
            if (openCount() == 0) {
                return true;
            }
            if (!Instant.now().isBefore(until)) {
                return false;
            }
            Patience.pause(BETWEEN_QUESTIONS);
        }
    }

    private void askAll() throws InterruptedException {
        for (int from = 0, question = 0; question < MOST_QUESTIONS; question++) {
            List<UUID> asked = page(from);
            int ended = asked.isEmpty() ? 0 : ask(asked);
            if (asked.isEmpty() || ended < asked.size() / 2) {
                return;
            }
            from += asked.size() - ended;
        }
    }

    private synchronized List<UUID> page(int from) {
        return open.keySet().stream()
                .skip(from)
                .limit(Shop.MOST_ORDERS_PER_QUESTION)
                .toList();
    }

    private int ask(List<UUID> ids) throws InterruptedException {
        List<OrderView> answers;
        try {
            answers = shop.orders(ids);
        } catch (WebFailure busy) {
            // A stage under full load may answer late; the next round asks again, and the time limit ends it.
            return 0;
        }
        int ended = 0;
        synchronized (this) {
            for (OrderView order : answers) {
                Instant sentAt = order.isOpen() ? null : open.remove(order.id());
                if (sentAt != null) {
                    ended++;
                    ends.add(new End(sentAt, order.endedAt() == null ? Instant.now() : order.endedAt(), order.state()));
                }
            }
        }
        return ended;
    }

    synchronized int openCount() {
        return open.size();
    }

    synchronized List<End> until(Instant time) {
        return ends.stream().filter(end -> !end.at().isAfter(time)).toList();
    }

    static Map<String, Integer> byState(List<End> ends) {
        Map<String, Integer> states = new TreeMap<>();
        ends.forEach(end -> states.merge(end.state(), 1, Integer::sum));
        return states;
    }
}
