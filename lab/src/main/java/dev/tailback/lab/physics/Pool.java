package dev.tailback.lab.physics;

import java.util.ArrayDeque;
import java.util.Deque;

/** A pool of connections as HikariCP is one: first come, first served, and whoever waits too long hears so. */
final class Pool {
    private final Agenda agenda;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int maximum;
    private double timeout;
    private int inUse;

    Pool(Agenda agenda, int maximum, double timeout) {
        this.agenda = agenda;
        this.maximum = maximum;
        this.timeout = timeout;
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

    void resize(int otherMaximum, double otherTimeout) {
        maximum = otherMaximum;
        timeout = otherTimeout;
        serve();
    }

    private void serve() {
        while (inUse < maximum && !waiting.isEmpty()) {
            inUse++;
            waiting.remove().got.run();
        }
    }

    void sendAwayTheImpatient() {
        while (!waiting.isEmpty() && agenda.now() - waiting.peek().since >= timeout) {
            waiting.remove().timedOut.run();
        }
    }

    /** From 0 to 1; above 1 while it shrinks. */
    double utilization() {
        return inUse / (double) maximum;
    }
}
