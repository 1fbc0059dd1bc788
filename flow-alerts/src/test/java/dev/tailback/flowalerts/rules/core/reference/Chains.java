package dev.tailback.flowalerts.rules.core.reference;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Order;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every chain that the signals of a key form. Signals are told by their places in the order. */
final class Chains {
    private final Rule rule;
    private final List<String> key;
    private final List<Signal> signals;
    private final Set<Chain> chains = new HashSet<>();

    /**
     * @param first the place of its first signal
     * @param last the place of the signal that completed its last stage
     * @param from when it is complete: with that signal, or before the signals of a time, when -1
     */
    private record Chain(int first, int last, long time, int from) {}

    /** The places of the first and the last of the signals that satisfy a condition together. */
    private record Span(int first, int last) {
        Span with(Span other) {
            return new Span(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    Chains(Rule rule, List<String> key, List<Signal> signals) {
        this.rule = rule;
        this.key = key;
        this.signals = signals;
        if (!rule.steps().isEmpty()) {
            extend(0, -1, -1);
        }
    }

    private long time(int place) {
        return signals.get(place).timeNanos();
    }

    /** All ways on from a chain that has taken its steps so far, the last of them with the signal {@code last}. */
    private void extend(int step, int first, int last) {
        if (step == rule.steps().size()) {
            chains.add(new Chain(first, last, time(last), last));
            return;
        }
        switch (rule.steps().get(step)) {
            case Step.Absence absence -> {
                if (step > 0 && step == rule.steps().size() - 1) {
                    stayAway(absence, first, last);
                } else {
                    extend(step + 1, first, last);
                }
            }
            case Step.Stage stage -> {
                for (Span span : spans(stage, stage.condition())) {
                    int start = first < 0 ? span.first() : first;
                    boolean after = rule.order() == Order.STRICT ? span.first() > last : span.first() >= last;
                    long since = first < 0 ? time(span.first()) : time(last);
                    if (after
                            && isWithin(time(span.last()) - since, stage.within())
                            && isWithin(time(span.last()) - time(start), rule.within())
                            && !isBrokenOff(start, span.last())
                            && (step == 0 || !isSpoilt(rule.steps().get(step - 1), span, last))) {
                        extend(step + 1, start, span.last());
                    }
                }
            }
        }
    }

    private static boolean isWithin(long nanos, Duration within) {
        return within == null || nanos <= within.toNanos();
    }

    /** Whether what must not come before a stage has come. */
    private boolean isSpoilt(Step before, Span span, int last) {
        if (!(before instanceof Step.Absence absence)) {
            return false;
        }
        for (int place = 0; place <= span.last(); place++) {
            boolean counts = absence.within() == null
                    ? place > last
                    : time(place) >= time(span.first()) - absence.within().toNanos();
            if (counts && satisfies(absence, absence.noneOf(), place)) {
                return true;
            }
        }
        return false;
    }

    private void stayAway(Step.Absence absence, int first, int last) {
        long end = time(last) + absence.within().toNanos();
        for (int place = last + 1; place < signals.size(); place++) {
            if (time(place) < end && (satisfies(absence, absence.noneOf(), place) || isUntil(place))) {
                return;
            }
        }
        if (end - time(first) <= rule.within().toNanos()) {
            chains.add(new Chain(first, last, end, -1));
        }
    }

    private boolean isBrokenOff(int after, int upTo) {
        for (int place = after + 1; place <= upTo; place++) {
            if (isUntil(place)) {
                return true;
            }
        }
        return false;
    }

    boolean isUntil(int place) {
        return key.equals(Meaning.key(rule.by(), signals.get(place)))
                && rule.until().stream().anyMatch(atom -> satisfies(atom, place));
    }

    /** Times at which chains are complete or too old, apart from those of signals. */
    List<Long> changes() {
        List<Long> times = new ArrayList<>();
        for (Chain chain : chains) {
            times.add(chain.time());
            times.add(time(chain.first()) + rule.within().toNanos() + 1);
        }
        return times;
    }

    /** After a signal, or before all of a time, when -1. */
    boolean isComplete(long time, int place) {
        return chains.stream().anyMatch(chain -> {
            boolean has =
                    chain.from() < 0 ? chain.time() <= time : place < 0 ? chain.time() < time : chain.from() <= place;
            return has && time - time(chain.first()) <= rule.within().toNanos() && !isEnded(chain, time, place);
        });
    }

    private boolean isEnded(Chain chain, long time, int place) {
        for (int other = chain.last() + 1; other < signals.size(); other++) {
            boolean came = place < 0 ? time(other) < time : other <= place;
            if (came && isUntil(other)) {
                return true;
            }
        }
        return false;
    }

    private Set<Span> spans(Step step, Condition condition) {
        Set<Span> spans = new HashSet<>();
        switch (condition) {
            case Condition.Seen seen -> {
                for (int from = 0; from < signals.size(); from++) {
                    int count = 0;
                    for (int to = from; to < signals.size() && satisfies(step, seen.anyOf(), from); to++) {
                        if (satisfies(step, seen.anyOf(), to)) {
                            count++;
                            if (count >= seen.atLeast() && (seen.atLeast() > 1 || from == to)) {
                                spans.add(new Span(from, to));
                            }
                        }
                    }
                }
            }
            case Condition.Any any -> any.parts().forEach(part -> spans.addAll(spans(step, part)));
            case Condition.All all -> {
                spans.addAll(spans(step, all.parts().getFirst()));
                for (Condition part : all.parts().subList(1, all.parts().size())) {
                    Set<Span> others = spans(step, part);
                    Set<Span> both = new HashSet<>();
                    spans.forEach(span -> others.forEach(other -> both.add(span.with(other))));
                    spans.clear();
                    spans.addAll(both);
                }
            }
        }
        return spans;
    }

    private boolean satisfies(Step step, List<Atom> anyOf, int place) {
        return key.equals(Meaning.key(Meaning.by(rule, step), signals.get(place)))
                && anyOf.stream().anyMatch(atom -> satisfies(atom, place));
    }

    private boolean satisfies(Atom atom, int place) {
        return atom instanceof Atom.OfMetric metric && !metric.holdsFor().isZero()
                ? hasHeld(metric, place)
                : Meaning.satisfies(atom, signals.get(place));
    }

    private boolean hasHeld(Atom.OfMetric metric, int place) {
        Signal point = signals.get(place);
        long since = point.timeNanos();
        for (int i = place; i >= 0; i--) {
            Signal other = signals.get(i);
            boolean isOfIt = Meaning.isOfSeries(metric, other)
                    && other.idHigh() == point.idHigh()
                    && other.idLow() == point.idLow();
            if (isOfIt) {
                if (!metric.value().holds(other.fields())
                        || since - other.timeNanos() > Atom.OfMetric.STALE.toNanos()) {
                    break;
                }
                since = other.timeNanos();
            }
        }
        return Meaning.satisfies(metric, point)
                && point.timeNanos() - since >= metric.holdsFor().toNanos();
    }

    /** The groups of atoms that a step counts, each in its place. */
    static List<List<Atom>> leaves(Step step) {
        return switch (step) {
            case Step.Absence absence -> List.of(absence.noneOf());
            case Step.Stage stage -> leaves(stage.condition());
        };
    }

    private static List<List<Atom>> leaves(Condition condition) {
        return switch (condition) {
            case Condition.Seen seen -> List.of(seen.anyOf());
            case Condition.All all ->
                all.parts().stream().flatMap(part -> leaves(part).stream()).toList();
            case Condition.Any any ->
                any.parts().stream().flatMap(part -> leaves(part).stream()).toList();
        };
    }
}
