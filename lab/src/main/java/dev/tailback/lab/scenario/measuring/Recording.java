package dev.tailback.lab.scenario.measuring;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All series measured in a run, by name. Filled by many threads; each is bounded, and there are a few dozen. */
public final class Recording {
    private final Map<String, Series> series = new TreeMap<>();

    public synchronized void add(String name, double minute, double value) {
        series.computeIfAbsent(name, unheardOf -> new Series()).add(minute, value);
    }

    public synchronized SortedSet<String> names() {
        return new TreeSet<>(series.keySet());
    }

    /** What was seen from a minute on until before another. */
    public Window between(double from, double to) {
        return new Window(this, from, to);
    }

    public void forEach(String name, Point point) {
        copy(name).forEach(point);
    }

    /** Hears of one number. */
    @FunctionalInterface
    public interface Point {
        void at(double minute, double value);
    }

    synchronized double[] values(String name, double from, double to) {
        return series(name).between(from, to);
    }

    synchronized OptionalDouble lastBefore(String name, double minute) {
        return series(name).lastBefore(minute);
    }

    synchronized boolean isIncomplete(String name) {
        return series(name).isIncomplete();
    }

    private synchronized Series copy(String name) {
        return series(name).copy();
    }

    private Series series(String name) {
        return series.getOrDefault(name, new Series());
    }
}
