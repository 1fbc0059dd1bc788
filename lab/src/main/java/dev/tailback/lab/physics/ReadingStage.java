package dev.tailback.lab.physics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The consumer as {@code dev.tailback.stage.inbox.Dispatch} is one: a poll becomes transactions, so many at once; who
 * gets no connection in time waits and asks again, and the next poll comes when all are done. It brings what was there
 * when the poll before it returned: Kafka's client fetches ahead, and a fetch is answered as soon as there is a record.
 */
final class ReadingStage {
    private static final double FIRST_PAUSE = StageDefaults.FIRST_PAUSE.toMillis() / 1_000.0;
    private static final double LONGEST_PAUSE = StageDefaults.LONGEST_PAUSE.toMillis() / 1_000.0;
    private static final double TRANSACTION = 0.001;
    /** Ways to the database and back, and the write of a commit: no work, but the connection is taken. */
    private static final double ROUND_TRIPS = 0.009;
    /** So long after its patience checkout gives up an order by itself, and pays for it no more. */
    private static final double GIVEN_UP_AFTER = 32.5;

    private final Agenda agenda;
    private final SharedProcessor database;
    private final Pool pool;
    private final ModelledStage stage;
    private final Supplier<Reading> reading;
    private final Supplier<Costs> costs;
    private final Consumer<Order> placed;
    private final Consumer<Order> served;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private final Deque<Message> fetched = new ArrayDeque<>();
    private final Deque<List<Message>> packs = new ArrayDeque<>();
    private int polled;
    private int unfinished;

    /**
     * @param placed hears of each order of which it was read first
     * @param served hears of each for which the work was done, or found to be needless
     */
    ReadingStage(
            Agenda agenda,
            SharedProcessor database,
            Pool pool,
            ModelledStage stage,
            Supplier<Reading> reading,
            Supplier<Costs> costs,
            Consumer<Order> placed,
            Consumer<Order> served) {
        this.agenda = agenda;
        this.database = database;
        this.pool = pool;
        this.stage = stage;
        this.reading = reading;
        this.costs = costs;
        this.placed = placed;
        this.served = served;
    }

    private record Message(Order order, boolean isFirst, boolean isWork) {}

    void receiveFirst(Order order) {
        waiting.add(new Message(order, true, stage == ModelledStage.INVENTORY));
    }

    /** What checkout had asked for. */
    void receiveAnswer(Order order) {
        waiting.add(new Message(order, false, true));
    }

    /** What is written down, and nothing else. */
    void receiveNews(Order order) {
        waiting.add(new Message(order, false, false));
    }

    /** Records whose offset is not committed: those that wait, and the whole of the poll that is under way. */
    int lag() {
        return waiting.size() + fetched.size() + polled;
    }

    void poll() {
        if (fetched.isEmpty()) {
            fetch();
        }
        if (unfinished > 0 || fetched.isEmpty()) {
            return;
        }
        Reading now = reading.get();
        while (polled < StageDefaults.MOST_PER_POLL && !fetched.isEmpty()) {
            List<Message> pack = new ArrayList<>();
            while (pack.size() < now.recordsPerTransaction() && !fetched.isEmpty()) {
                pack.add(fetched.remove());
                polled++;
            }
            packs.add(pack);
        }
        fetch();
        unfinished = packs.size();
        for (int slot = 0; slot < now.transactionsInFlight() && !packs.isEmpty(); slot++) {
            begin(packs.remove(), 1);
        }
    }

    private void fetch() {
        fetched.addAll(waiting);
        waiting.clear();
    }

    private void begin(List<Message> pack, int attempt) {
        pool.borrow(() -> transact(pack), () -> {
            if (attempt < StageDefaults.ATTEMPTS) {
                double pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * Math.pow(2, attempt - 1.0)) / 2;
                agenda.in(pause, () -> begin(pack, attempt + 1));
            } else {
                pack.reversed().forEach(waiting::addFirst);
                polled -= pack.size();
                ended();
            }
        });
    }

    private void transact(List<Message> pack) {
        Costs cost = costs.get();
        boolean isWanted = pack.stream().anyMatch(message -> message.isWork() && isWanted(message.order()));
        double work = TRANSACTION + pack.size() * cost.order() + (isWanted ? cost.reservation() : 0);
        database.work(work, () -> agenda.in(ROUND_TRIPS + (isWanted ? cost.provider() : 0), () -> committed(pack)));
    }

    private boolean isWanted(Order order) {
        if (reading.get().sparesTheLate()) {
            return agenda.now() < order.patienceEnds();
        }
        return stage == ModelledStage.INVENTORY || agenda.now() < order.patienceEnds() + GIVEN_UP_AFTER;
    }

    private void committed(List<Message> pack) {
        pool.giveBack();
        for (Message message : pack) {
            if (message.isFirst()) {
                placed.accept(message.order());
            }
            if (message.isWork()) {
                served.accept(message.order());
            }
        }
        ended();
    }

    private void ended() {
        unfinished--;
        if (unfinished == 0) {
            polled = 0;
        }
        if (!packs.isEmpty()) {
            begin(packs.remove(), 1);
        }
    }
}
