package dev.tailback.flowalerts.rules.core.reference;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What rules mean, written down as plainly as can be and as slowly: it keeps every signal, tries every chain, counts every
 * window anew, and does all of it again for each signal that comes. Nothing of the engine is used here.
 */
public final class Reference {
    private final List<Rule> rules;
    private final long outOfOrder;
    private final long idleAfter;
    private final long step;
    private final Map<Integer, long[]> partitions = new TreeMap<>();
    private final Set<Integer> idle = new HashSet<>();
    private long watermark = Long.MIN_VALUE / 4;
    private final Map<String, List<Signal>> kept = new LinkedHashMap<>();
    private final Map<String, Told> told = new LinkedHashMap<>();
    private List<String> now = new ArrayList<>();

    public Reference(List<Rule> rules, Duration outOfOrder, Duration idleAfter, Duration step) {
        this.rules = rules;
        this.outOfOrder = outOfOrder.toNanos();
        this.idleAfter = idleAfter.toNanos();
        this.step = step.toNanos();
    }

    public List<String> accept(int partition, Signal signal, long clock) {
        for (Rule rule : rules) {
            Set<List<String>> keys = Meaning.keys(rule, signal);
            if (keys.isEmpty()
                    || signal.timeNanos() < watermark - rule.lateness().toNanos()) {
                continue;
            }
            List<Signal> all = kept.computeIfAbsent(rule.name(), name -> new ArrayList<>());
            if (all.stream().noneMatch(other -> Meaning.same(other, signal))) {
                all.add(signal);
                keys.forEach(key -> tell(rule, key, watermark, true));
            }
        }
        long[] times = partitions.computeIfAbsent(partition, number -> new long[] {Long.MIN_VALUE, 0});
        times[0] = Math.max(times[0], signal.timeNanos());
        times[1] = clock;
        idle.remove(partition);
        raise(least() - outOfOrder);
        return told();
    }

    private long least() {
        return partitions.entrySet().stream()
                .filter(entry -> !idle.contains(entry.getKey()))
                .mapToLong(entry -> entry.getValue()[0])
                .min()
                .orElse(Long.MIN_VALUE / 4);
    }

    public List<String> tick(long clock) {
        partitions.forEach((number, times) -> {
            if (clock - times[1] >= idleAfter) {
                idle.add(number);
            }
        });
        if (!partitions.isEmpty()) {
            raise((idle.size() == partitions.size() ? clock - idleAfter : least()) - outOfOrder);
        }
        return told();
    }

    public List<String> advanceTo(long time) {
        raise(time);
        return told();
    }

    private void raise(long time) {
        long next = Math.floorDiv(time, step) * step;
        if (next <= watermark) {
            return;
        }
        long before = watermark;
        watermark = next;
        for (Rule rule : rules) {
            Set<List<String>> keys = new HashSet<>();
            kept.getOrDefault(rule.name(), List.of()).forEach(signal -> keys.addAll(Meaning.keys(rule, signal)));
            keys.forEach(key -> tell(rule, key, before, false));
        }
    }

    private void tell(Rule rule, List<String> key, long toldUpTo, boolean late) {
        List<Signal> all = kept.get(rule.name()).stream()
                .filter(signal -> Meaning.keys(rule, signal).contains(key))
                .toList();
        Told book = told.computeIfAbsent(rule.name() + key, name -> new Told(rule.name(), key));
        List<Signal> before =
                all.stream().filter(signal -> signal.timeNanos() < watermark).toList();
        book.correct(
                new Meaning(rule, key, before).episodes(watermark), toldUpTo, watermark, rule.firesAtOnce(), late, now);
        if (rule.firesAtOnce()) {
            book.early(new Meaning(rule, key, all).episodes(Long.MAX_VALUE), watermark, now);
        }
    }

    private List<String> told() {
        List<String> result = now.stream().sorted().toList();
        now = new ArrayList<>();
        return result;
    }
}
