package dev.tailback.lab.hostile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many inputs ended how, by the door they came to, and the first of those that ended badly. */
public final class HostileReport {
    private static final int MOST_TOLD = 20;

    private final Map<String, Map<Outcome, Integer>> counts = new TreeMap<>();
    private final Map<Outcome, Integer> totals = new EnumMap<>(Outcome.class);
    private final List<String> defects = new ArrayList<>();
    private int inputs;

    void add(String door, Outcome outcome, String what) {
        inputs++;
        counts.computeIfAbsent(door, anew -> new EnumMap<>(Outcome.class)).merge(outcome, 1, Integer::sum);
        totals.merge(outcome, 1, Integer::sum);
        if (outcome != Outcome.REFUSED && outcome != Outcome.HANDLED && defects.size() < MOST_TOLD) {
            defects.add(door + " " + outcome + ": " + what.substring(0, Math.min(300, what.length())));
        }
    }

    public int inputs() {
        return inputs;
    }

    public List<String> defects() {
        return List.copyOf(defects);
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        counts.forEach((door, ends) -> lines.add("%-16s %s".formatted(door, ends)));
        lines.add("%-16s %s".formatted(inputs + " inputs", totals));
        return lines;
    }
}
