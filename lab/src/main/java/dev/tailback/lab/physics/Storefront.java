package dev.tailback.lab.physics;

import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** The catalog: every request borrows a connection of its pool, and whoever gets none is refused. */
final class Storefront {
    private final Agenda agenda;
    private final SharedProcessor database;
    private final Pool pool;
    private final Consumer<Order> accepted;
    private final Runnable refused;

    Storefront(Agenda agenda, SharedProcessor database, Pool pool, Consumer<Order> accepted, Runnable refused) {
        this.agenda = agenda;
        this.database = database;
        this.pool = pool;
        this.accepted = accepted;
        this.refused = refused;
    }

    /** @param listed hears how long it took */
    void list(Costs costs, DoubleConsumer listed) {
        double began = agenda.now();
        ask(costs.listing(), () -> listed.accept(agenda.now() - began), () -> {});
    }

    void lookAtPage(Costs costs) {
        ask(costs.page(), () -> {}, () -> {});
    }

    /** Whoever gets no page leaves, and no checkout was refused. */
    void checkOut(Costs costs, double patience, int attempt) {
        ask(
                costs.page(),
                () -> ask(costs.cart(), () -> accept(costs, new Order(agenda.now() + patience, attempt)), refused),
                () -> {});
    }

    private void accept(Costs costs, Order order) {
        database.work(costs.elsewhere(), () -> {});
        accepted.accept(order);
    }

    private void ask(double seconds, Runnable answered, Runnable refused) {
        pool.borrow(
                () -> database.work(seconds, () -> {
                    pool.giveBack();
                    answered.run();
                }),
                refused);
    }
}
