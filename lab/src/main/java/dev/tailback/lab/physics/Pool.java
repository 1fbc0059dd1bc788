package dev.tailback.lab.physics;

import java.util.ArrayDeque;
import java.util.Deque;

/** A pool of connections as HikariCP is one: first come, first served, and whoever waits too long hears so. */
final class Pool {
    private final Agenda agenda;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private PoolLimits limits;
    private int inUse;

    Pool(Agenda agenda, PoolLimits limits) {
        this.agenda = agenda;
        this.limits = limits;
    }

    private record Waiting(double since, Runnable got, Runnable timedOut) {}

    void borrow(Runnable got, Runnable timedOut) {
        waiting.add(new Waiting(agenda.now(), got, timedOut));
        serve();
    }

    void giveBack() {
        inUse--;
        serve();
    }

    void resize(PoolLimits other) {
        limits = other;
        serve();
    }

    private void serve() {
        while (inUse < limits.maximum() && !waiting.isEmpty()) {
            inUse++;
            waiting.remove().got.run();
        }
    }

    void sendAwayTheImpatient() {
        while (!waiting.isEmpty() && agenda.now() - waiting.peek().since >= limits.timeout()) {
            waiting.remove().timedOut.run();
        }
    }

    /** From 0 to 1; above 1 while it shrinks. */
    double utilization() {
        return inUse / (double) limits.maximum();
    }
}
