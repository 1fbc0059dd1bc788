package dev.tailback.flowalerts.rules.core.reference;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** When a rule fires for a key, given all signals of that key. */
final class Meaning {
    private final Rule rule;
    private final List<Signal> signals;
    private final Chains chains;
    private final Windows windows;

    Meaning(Rule rule, List<String> key, List<Signal> all) {
        this.rule = rule;
        this.signals = all.stream()
                .filter(signal -> rank(rule, key, signal) < Integer.MAX_VALUE)
                .sorted(Comparator.comparingLong(Signal::timeNanos)
                        .thenComparingInt(signal -> rank(rule, key, signal))
                        .thenComparing(Signal::kind)
                        .thenComparingLong(Signal::idHigh)
                        .thenComparingLong(Signal::idLow)
                        .thenComparingLong(Signal::spanId))
                .toList();
        this.chains = new Chains(rule, key, signals);
        this.windows = new Windows(
                rule,
                all.stream()
                        .filter(signal -> key.equals(key(rule.by(), signal)))
                        .toList());
    }

    /** A moment: before the signals of a time, or after one of them. */
    private record Moment(long time, int signal) implements Comparable<Moment> {
        @Override
        public int compareTo(Moment other) {
            return time != other.time ? Long.compare(time, other.time) : Integer.compare(signal, other.signal);
        }
    }

    List<Told.Episode> episodes(long end) {
        TreeSet<Moment> moments = new TreeSet<>();
        for (int i = 0; i < signals.size(); i++) {
            moments.add(new Moment(signals.get(i).timeNanos(), i));
        }
        chains.changes().forEach(time -> moments.add(new Moment(time, -1)));
        windows.boundaries().forEach(time -> moments.add(new Moment(time, -1)));
        List<Told.Episode> episodes = new ArrayList<>();
        String phase = "quiet";
        long since = 0L;
        long firedAt = 0L;
        long rest = Long.MIN_VALUE;
        while (!moments.isEmpty() && moments.first().time() <= end) {
            Moment moment = moments.pollFirst();
            long time = moment.time();
            if (moment.signal() >= 0 && chains.isUntil(moment.signal())) {
                if (phase.equals("firing") || phase.equals("kept")) {
                    episodes.add(new Told.Episode(firedAt, time, "UNTIL"));
                    rest = time + 1;
                    moments.add(new Moment(rest, -1));
                }
                phase = "quiet";
            }
            boolean fires = phase.equals("firing") || phase.equals("kept");
            boolean chain = rule.steps().isEmpty()
                    || fires && rule.threshold() != null
                    || chains.isComplete(time, moment.signal());
            boolean holds = chain && (rule.threshold() == null || windows.isBreached(time));
            if (holds && phase.equals("quiet") && time >= rest) {
                phase = "pending";
                since = time;
                remind(moments, time, rule.holdsFor());
            } else if (!holds && phase.equals("pending")) {
                phase = "quiet";
            } else if (holds && phase.equals("kept")) {
                phase = "firing";
            } else if (!holds && phase.equals("firing")) {
                phase = "kept";
                since = time;
                remind(moments, time, rule.keepFiringFor());
            }
            if (phase.equals("pending") && time >= since + rule.holdsFor().toNanos()) {
                phase = "firing";
                firedAt = time;
            } else if (phase.equals("kept")
                    && time >= since + rule.keepFiringFor().toNanos()) {
                phase = "quiet";
                episodes.add(new Told.Episode(firedAt, time, "OVER"));
            }
        }
        if (phase.equals("firing") || phase.equals("kept")) {
            episodes.add(new Told.Episode(firedAt, Long.MAX_VALUE, "OVER"));
        }
        return episodes;
    }

    private static void remind(TreeSet<Moment> moments, long time, Duration after) {
        if (!after.isZero()) {
            moments.add(new Moment(time + after.toNanos(), -1));
        }
    }

    static boolean same(Signal left, Signal right) {
        return left.kind() == right.kind()
                && left.timeNanos() == right.timeNanos()
                && left.idHigh() == right.idHigh()
                && left.idLow() == right.idLow()
                && left.spanId() == right.spanId();
    }

    /** Null when an attribute is missing. */
    static List<String> key(By by, Signal signal) {
        List<String> values = new ArrayList<>();
        for (String attribute : by.attributes()) {
            Object value = signal.fields().get(attribute);
            if (value == null) {
                return null;
            }
            values.add(value.toString());
        }
        return values;
    }

    static By by(Rule rule, Step step) {
        return step.by() == null ? rule.by() : step.by();
    }

    /** Under which keys a signal concerns a rule. */
    static Set<List<String>> keys(Rule rule, Signal signal) {
        Set<List<String>> keys = new HashSet<>();
        for (Step step : rule.steps()) {
            if (atoms(step).stream().anyMatch(atom -> concerns(atom, signal))) {
                keys.add(key(by(rule, step), signal));
            }
        }
        if (rule.until().stream().anyMatch(atom -> concerns(atom, signal))
                || limits(rule.threshold()).stream()
                        .anyMatch(limit -> satisfies(limit.figure().of(), signal))) {
            keys.add(key(rule.by(), signal));
        }
        keys.remove(null);
        return keys;
    }

    /** The first of the conditions that it concerns; after them all stands until. */
    private static int rank(Rule rule, List<String> key, Signal signal) {
        int rank = 0;
        for (Step step : rule.steps()) {
            for (List<Atom> atoms : Chains.leaves(step)) {
                if (key.equals(key(by(rule, step), signal))
                        && atoms.stream().anyMatch(atom -> concerns(atom, signal))) {
                    return rank;
                }
                rank++;
            }
        }
        return key.equals(key(rule.by(), signal)) && rule.until().stream().anyMatch(atom -> concerns(atom, signal))
                ? rank
                : Integer.MAX_VALUE;
    }

    private static List<Atom> atoms(Step step) {
        return Chains.leaves(step).stream().flatMap(List::stream).toList();
    }

    /** An atom with a {@code for} is concerned by points that break it, too. */
    static boolean concerns(Atom atom, Signal signal) {
        return atom instanceof Atom.OfMetric metric && !metric.holdsFor().isZero()
                ? isOfSeries(metric, signal)
                : satisfies(atom, signal);
    }

    static boolean isOfSeries(Atom.OfMetric metric, Signal signal) {
        return signal.kind() == metric.kind()
                && signal.name().equals(metric.metric())
                && metric.where().holds(signal.fields());
    }

    static boolean satisfies(Atom atom, Signal signal) {
        return signal.kind() == atom.kind()
                && switch (atom) {
                    case Atom.OfSpan span -> span.predicate().holds(signal.fields());
                    case Atom.OfLog log -> log.predicate().holds(signal.fields());
                    case Atom.OfMetric metric ->
                        isOfSeries(metric, signal) && metric.value().holds(signal.fields());
                };
    }

    static List<Threshold.Limit> limits(Threshold threshold) {
        return switch (threshold) {
            case null -> List.of();
            case Threshold.Limit limit -> List.of(limit);
            case Threshold.All all ->
                all.parts().stream().flatMap(part -> limits(part).stream()).toList();
            case Threshold.Any any ->
                any.parts().stream().flatMap(part -> limits(part).stream()).toList();
        };
    }
}
