package dev.tailback.lab.physics;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What time it is, and what is to happen later. */
final class Agenda {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingDouble(Entry::at));
    private double now;

    private record Entry(double at, Runnable what) {}

    double now() {
        return now;
    }

    void in(double seconds, Runnable what) {
        entries.add(new Entry(now + seconds, what));
    }

    /** Everything due until then happens, each at its time. */
    void advanceTo(double time) {
        Entry next = entries.peek();
        while (next != null && next.at <= time) {
            entries.remove();
            now = next.at;
            next.what.run();
            next = entries.peek();
        }
        now = time;
    }
}
