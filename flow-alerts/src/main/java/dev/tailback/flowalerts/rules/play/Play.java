package dev.tailback.flowalerts.rules.play;

import dev.tailback.flowalerts.rules.core.engine.Counts;
import dev.tailback.flowalerts.rules.core.engine.Engine;
import dev.tailback.flowalerts.rules.core.engine.Settings;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An engine and what is seen of it: every verdict, and of each key the moment at which its rule was nearest to firing. */
public final class Play {
    /** Of a rule so many keys are watched: they are alike, and somebody is to read it. */
    static final int MOST_KEYS = 100;

    private static final int STEPS_TO_END = 200;
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);

    private final List<Rule> rules;
    private final Settings settings;
    private final long everyNanos;
    private final Closest closest = new Closest();
    private final List<Verdict> verdicts = new ArrayList<>();
    private Engine engine;
    private long latest = Long.MIN_VALUE;
    private long watched = Long.MIN_VALUE;

    /** @param every so often, by the time of signals, it looks how far rules are; zero: after each signal */
    public Play(List<Rule> rules, Duration outOfOrder, Duration every) {
        this.rules = List.copyOf(rules);
        this.settings = Settings.DEFAULT.withOutOfOrder(outOfOrder).withNearMisses();
        this.everyNanos = every.toNanos();
        this.engine = new Engine(this.rules, settings);
    }

    public void take(Signal signal, long arrivesNanos) {
        note(engine.accept(0, signal, arrivesNanos));
        latest = Math.max(latest, signal.timeNanos());
        if (watched == Long.MIN_VALUE || latest - watched >= everyNanos) {
            watch();
        }
    }

    /** As after a crash: what a checkpoint does not hold is gone. */
    public void restart() {
        engine = Engine.restore(rules, settings, engine.checkpoint());
    }

    /** Lets time pass until nothing can come any more of what has come. */
    public void end() {
        if (latest == Long.MIN_VALUE) {
            return;
        }
        Duration rest =
                rules.stream().map(Play::longest).max(Duration::compareTo).orElse(Duration.ZERO);
        long step = Math.max(SHORTEST_STEP.toNanos(), rest.toNanos() / STEPS_TO_END);
        for (long passed = 0L; passed <= rest.toNanos() + step; passed += step) {
            upTo(latest + passed);
        }
    }

    /** Everything up to a time has come. */
    public void upTo(long nanos) {
        note(engine.advanceTo(nanos));
        watch();
    }

    private void watch() {
        watched = latest;
        for (Rule rule : rules) {
            engine.keys(rule.name()).stream()
                    .limit(MOST_KEYS)
                    .flatMap(key -> engine.explain(rule.name(), key).stream())
                    .forEach(closest::look);
        }
    }

    private void note(List<Verdict> told) {
        verdicts.addAll(told);
    }

    /** How long a rule can go on with what has come. */
    private static Duration longest(Rule rule) {
        Duration windows = rule.threshold() == null
                ? Duration.ZERO
                : limits(rule.threshold())
                        .map(Threshold.Limit::window)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        return rule.within()
                .plus(windows)
                .plus(rule.holdsFor())
                .plus(rule.keepFiringFor())
                .plus(rule.bucket())
                .plusSeconds(1);
    }

    public static Stream<Threshold.Limit> limits(Threshold threshold) {
        return switch (threshold) {
            case Threshold.Limit limit -> Stream.of(limit);
            case Threshold.All all -> all.parts().stream().flatMap(Play::limits);
            case Threshold.Any any -> any.parts().stream().flatMap(Play::limits);
        };
    }

    public List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }

    public Closest closest() {
        return closest;
    }

    public Optional<Explanation> explain(String rule, Key key) {
        return engine.explain(rule, key);
    }

    public Counts counts() {
        return engine.counts();
    }
}
