package dev.tailback.lab.physics;

import java.util.function.Consumer;

/** The catalog: every request borrows a connection of its pool, and whoever gets none is refused. */
final class Storefront {
    private final Agenda agenda;
    private final SharedProcessor database;
    private final Pool pool;
    private final Consumer<Order> accepted;

    Storefront(Agenda agenda, SharedProcessor database, Pool pool, Consumer<Order> accepted) {
        this.agenda = agenda;
        this.database = database;
        this.pool = pool;
        this.accepted = accepted;
    }

    void list(Costs costs, Interval due) {
        double began = agenda.now();
        ask(costs.listing(), () -> due.listed(agenda.now() - began), due::listingRefused);
    }

    void checkOut(Costs costs, double patience, int attempt, Interval due) {
        due.checkoutIsDue();
        ask(
                costs.page(),
                () -> ask(
                        costs.cart(),
                        () -> accepted.accept(new Order(agenda.now() + patience, attempt, due)),
                        due::checkoutRefused),
                due::checkoutRefused);
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
