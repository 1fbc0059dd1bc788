package dev.tailback.lab.physics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The consumer as {@code dev.tailback.events.inbox.Dispatch} is one: a poll becomes transactions, so many at once; who
 * gets no connection in time waits and asks again, and the next poll comes when all are done.
 */
final class Inventory {
    private static final int MOST_PER_POLL = 500;
    private static final int ATTEMPTS = 20;
    private static final double FIRST_PAUSE = 0.05;
    private static final double LONGEST_PAUSE = 2;
    private static final double TRANSACTION = 0.001;

    private final Agenda agenda;
    private final SharedProcessor database;
    private final Pool pool;
    private final Reading reading;
    private final Supplier<Costs> costs;
    private final Consumer<Order> done;
    private final Deque<Order> waiting = new ArrayDeque<>();
    private final Deque<List<Order>> packs = new ArrayDeque<>();
    private int unfinished;

    Inventory(
            Agenda agenda,
            SharedProcessor database,
            Pool pool,
            Reading reading,
            Supplier<Costs> costs,
            Consumer<Order> done) {
        this.agenda = agenda;
        this.database = database;
        this.pool = pool;
        this.reading = reading;
        this.costs = costs;
        this.done = done;
    }

    void receive(Order order) {
        waiting.add(order);
    }

    /** Records that nobody has begun with. */
    int lag() {
        return waiting.size();
    }

    void poll() {
        if (unfinished > 0 || waiting.isEmpty()) {
            return;
        }
        for (int taken = 0; taken < MOST_PER_POLL && !waiting.isEmpty(); ) {
            List<Order> pack = new ArrayList<>();
            while (pack.size() < reading.recordsPerTransaction() && !waiting.isEmpty()) {
                pack.add(waiting.remove());
                taken++;
            }
            packs.add(pack);
        }
        unfinished = packs.size();
        for (int slot = 0; slot < reading.transactionsInFlight() && !packs.isEmpty(); slot++) {
            begin(packs.remove(), 1);
        }
    }

    private void begin(List<Order> pack, int attempt) {
        pool.borrow(() -> database.work(costOf(pack), () -> committed(pack)), () -> {
            if (attempt < ATTEMPTS) {
                double pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * Math.pow(2, attempt - 1.0)) / 2;
                agenda.in(pause, () -> begin(pack, attempt + 1));
            } else {
                pack.reversed().forEach(waiting::addFirst);
                ended();
            }
        });
    }

    private double costOf(List<Order> pack) {
        boolean isWanted =
                !reading.sparesTheLate() || pack.stream().anyMatch(order -> agenda.now() < order.patienceEnds());
        return TRANSACTION
                + pack.size() * costs.get().order()
                + (isWanted ? costs.get().reservation() : 0);
    }

    private void committed(List<Order> pack) {
        pool.giveBack();
        pack.forEach(done);
        ended();
    }

    private void ended() {
        unfinished--;
        if (!packs.isEmpty()) {
            begin(packs.remove(), 1);
        }
    }
}
