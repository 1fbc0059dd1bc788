package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.engine.chain.Course;
import dev.tailback.flowalerts.rules.core.engine.fact.Fact;
import dev.tailback.flowalerts.rules.core.engine.fact.Reader;
import dev.tailback.flowalerts.rules.core.engine.fact.Writer;
import dev.tailback.flowalerts.rules.core.engine.plan.Content;
import dev.tailback.flowalerts.rules.core.engine.plan.Planner;
import dev.tailback.flowalerts.rules.core.engine.stream.SeenIds;
import dev.tailback.flowalerts.rules.core.engine.stream.Watermarks;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs rules over signals, in event time. It knows no clock, no thread and no topic: one thread hands it what comes and
 * gets back what there is to tell.
 *
 * <p>How a signal goes: the {@link Index} finds the predicates it satisfies by what it has, so that most rules never see
 * it; each rule that asked forms its key and keeps a {@link Fact}; the fact waits in the order of event time until the
 * watermark has passed it, and then takes on the key's {@link Course}. Keys that have something to do at some time hang on
 * the {@link Wheel}, so that an advance of the watermark costs what it concerns. A late fact makes the key's way once more
 * from where nothing can come any more ({@link Keyed}), and the {@link Ledger} tells the difference.
 */
public final class Engine {
    private static final Comparator<Verdict> ORDER = Comparator.comparingLong(Verdict::timeNanos)
            .thenComparing(Verdict::rule)
            .thenComparing(verdict -> verdict.key().toString());

    private static final long VERSION = 1;

    private final Settings settings;
    private final Share share;
    private final Tally tally = new Tally();
    private final Watermarks watermarks;
    private final Wheel wheel;
    private final SeenIds ids;
    private final Crowd crowd;
    private final Misses misses;
    /** By kind. */
    private final Index[] indexes =
            Arrays.stream(SignalKind.values()).map(kind -> new Index()).toArray(Index[]::new);

    private final List<RuleState> rules = new ArrayList<>();
    private final List<RuleState> hit = new ArrayList<>();
    private final List<Verdict> told = new ArrayList<>();
    private final long mostLateness;
    private long signals;

    /** Rules have names of their own; of two with one name the second is refused. */
    public Engine(List<Rule> rules, Settings settings) {
        this(rules, settings, Share.ALL);
    }

    /** @param share of all keys those that are decided here */
    public Engine(List<Rule> rules, Settings settings, Share share) {
        this.settings = settings;
        this.share = share;
        this.watermarks = new Watermarks(settings.outOfOrder(), settings.idleAfter(), settings.step());
        this.wheel = new Wheel(settings.step().toNanos());
        this.ids = new SeenIds(settings.mostIds());
        this.crowd = new Crowd(settings.mostKeys(), tally);
        this.misses = new Misses(settings);
        Map<String, Rule> names = new HashMap<>();
        for (Rule rule : rules) {
            if (names.put(rule.name(), rule) != null) {
                throw new IllegalArgumentException("two rules '%s'; allowed: each name once".formatted(rule.name()));
            }
            RuleState state = new RuleState(Planner.plan(rule), told, settings, tally);
            this.rules.add(state);
            state.ask(indexes);
        }
        for (Index index : indexes) {
            index.build();
        }
        this.mostLateness = this.rules.stream()
                .mapToLong(state -> state.plan.lateness)
                .max()
                .orElse(0);
    }

    /**
     * Takes a signal.
     *
     * @param partition where it came from: signals of one partition come about in their order
     * @param nowNanos by the clock, since the epoch
     * @return what there is to tell now, by time
     */
    public List<Verdict> accept(int partition, Signal signal, long nowNanos) {
        tally.received++;
        signals++;
        Index index = indexes[signal.kind().ordinal()];
        index.find(signal.fields(), matcher -> {
            for (Matcher.Target target : matcher.targets) {
                if (target.rule().signal != signals) {
                    target.rule().begin(signals);
                    hit.add(target.rule());
                }
                target.rule().hit(target, signal);
            }
        });
        if (!hit.isEmpty()) {
            take(signal);
        }
        if (settings.nearMisses()) {
            misses.look(signal, rules);
        }
        if (watermarks.seen(partition, signal.timeNanos(), nowNanos)) {
            turn();
        }
        return tell();
    }

    private void take(Signal signal) {
        tally.matched++;
        boolean counts = false;
        for (RuleState rule : hit) {
            counts |= rule.counts();
        }
        boolean isNew = !counts || ids.add(signal);
        if (!isNew) {
            tally.duplicates++;
        }
        for (RuleState rule : hit) {
            rule.join(signal);
            for (int keying = 0; keying < rule.keyings(); keying++) {
                if (rule.concerns(keying, isNew)) {
                    take(rule, keying, signal, isNew);
                }
            }
        }
        hit.clear();
    }

    private void take(RuleState rule, int keying, Signal signal, boolean isNew) {
        long watermark = watermarks.current();
        if (signal.timeNanos() < watermark - rule.plan.lateness) {
            tally.tooLate++;
            rule.tooLate++;
            return;
        }
        Object name = rule.key(keying, signal);
        if (name == null) {
            tally.keyless++;
            return;
        }
        if (!share.has(rule.plan.rule.name(), name)) {
            return;
        }
        Keyed keyed = rule.keys.get(name);
        if (keyed == null) {
            keyed = new Keyed(rule, name);
            rule.keys.put(name, keyed);
            crowd.add(keyed);
        }
        rule.take(keyed, keying, signal, isNew, watermark);
        wheel.put(keyed, keyed.due(watermark));
    }

    /**
     * A partition has come to a time, whether or not a rule asked for what it brought: time passes for rules that wait.
     */
    public List<Verdict> pass(int partition, long timeNanos, long nowNanos) {
        if (watermarks.seen(partition, timeNanos, nowNanos)) {
            turn();
        }
        return tell();
    }

    /** Time passes by the clock: what is idle stops to hold the watermark back. */
    public List<Verdict> tick(long nowNanos) {
        if (watermarks.tick(nowNanos)) {
            turn();
        }
        return tell();
    }

    /** All has come up to a time, as at the end of a recording. */
    public List<Verdict> advanceTo(long timeNanos) {
        if (watermarks.moveTo(timeNanos)) {
            turn();
        }
        return tell();
    }

    private void turn() {
        long watermark = watermarks.current();
        wheel.turn(watermark, keyed -> {
            keyed.settle(watermark);
            if (keyed.isOver(watermark)) {
                crowd.remove(keyed);
            } else {
                wheel.put(keyed, keyed.due(watermark));
            }
        });
        ids.forgetBefore(watermark - mostLateness);
    }

    private List<Verdict> tell() {
        if (told.isEmpty()) {
            return List.of();
        }
        List<Verdict> result = told.stream().sorted(ORDER).toList();
        told.clear();
        return result;
    }

    /** Up to when all signals are taken to have come; empty before the first. */
    public OptionalLong watermarkNanos() {
        return watermarks.current() == Watermarks.NONE ? OptionalLong.empty() : OptionalLong.of(watermarks.current());
    }

    public Counts counts() {
        return tally.counts(crowd.size(), ids.forgotten());
    }

    /** How far a rule has come for a key, up to the watermark; empty when there is no such rule. */
    public Optional<Explanation> explain(String rule, Key key) {
        return rules.stream()
                .filter(state -> state.plan.rule.name().equals(rule))
                .findFirst()
                .map(state -> Explainer.explain(state, key, watermarks.current(), misses));
    }

    /** The keys that a rule knows something of now. */
    public List<Key> keys(String rule) {
        return keys(rule, Long.MAX_VALUE);
    }

    /** So many of them, whichever. */
    public List<Key> keys(String rule, long most) {
        return rules.stream()
                .filter(state -> state.plan.rule.name().equals(rule))
                .flatMap(state -> state.keys.keySet().stream())
                .limit(most)
                .map(Keys::key)
                .sorted(Comparator.comparing(Key::toString))
                .toList();
    }

    /** The id that an incident has which begins then. */
    public static String incident(String rule, Key key, long startNanos) {
        return Content.incident(rule, key, startNanos);
    }

    /** How many a rule knows. */
    public long countKeys(String rule) {
        return rules.stream()
                .filter(state -> state.plan.rule.name().equals(rule))
                .mapToLong(state -> state.keys.size())
                .sum();
    }

    /** The incidents that are open, as they would be told if they began now. */
    public List<Verdict.Fired> open() {
        return keyed().filter(keyed -> keyed.ledger.open != null)
                .map(Keyed::fired)
                .toList();
    }

    /** Where a rule would fire, had its {@code for} passed; at most so many. */
    public List<Explanation> pending(long most) {
        return rules.stream()
                .filter(state -> state.plan.holdsFor > 0)
                .flatMap(state -> state.keys.values().stream())
                .filter(keyed -> keyed.head.phase() == Explanation.Phase.PENDING)
                .limit(most)
                .map(keyed -> Explainer.explain(keyed.rule, keyed.key(), watermarks.current(), misses))
                .toList();
    }

    /** What is to be told when only those of these rules that decide alike go on: open incidents of the others are let go. */
    public List<Verdict> abandonAllBut(List<Rule> those) {
        Set<String> stay = those.stream().map(Content::of).collect(Collectors.toSet());
        return keyed().filter(keyed -> !stay.contains(keyed.rule.plan.content))
                .flatMap(keyed -> keyed.ledger.abandon(watermarks.current()).stream())
                .sorted(ORDER)
                .toList();
    }

    private Stream<Keyed> keyed() {
        return rules.stream().flatMap(state -> state.keys.values().stream());
    }

    /** All that it knows, but for near misses. */
    public byte[] checkpoint() {
        Writer out = new Writer();
        out.longs(VERSION);
        watermarks.write(out);
        ids.write(out);
        out.longs(rules.size());
        for (RuleState rule : rules) {
            out.text(rule.plan.content);
            out.block(block -> write(rule, block));
        }
        return out.bytes();
    }

    private static void write(RuleState rule, Writer out) {
        out.longs(rule.tooLate, rule.keys.size());
        rule.keys.forEach((name, keyed) -> {
            out.value(name);
            keyed.write(out);
        });
    }

    /**
     * Goes on from a checkpoint of any rules: those that decide alike keep their state, new ones begin anew, and that of the
     * others is dropped. What was told before it is not told again.
     */
    public static Engine restore(List<Rule> rules, Settings settings, byte[] checkpoint) {
        return restore(rules, settings, Share.ALL, checkpoint);
    }

    /** The same, where this one decides a share of the keys. */
    public static Engine restore(List<Rule> rules, Settings settings, Share share, byte[] checkpoint) {
        Engine engine = new Engine(rules, settings, share);
        engine.read(new Reader(checkpoint));
        return engine;
    }

    private void read(Reader in) {
        long version = in.number();
        if (version != VERSION) {
            throw new IllegalArgumentException("a checkpoint of version %d; allowed: %d".formatted(version, VERSION));
        }
        watermarks.read(in);
        ids.read(in);
        int count = in.count();
        for (int i = 0; i < count; i++) {
            String content = in.text();
            Reader block = in.block();
            for (RuleState rule : rules) {
                if (rule.plan.content.equals(content)) {
                    read(rule, block);
                }
            }
        }
    }

    private void read(RuleState rule, Reader in) {
        rule.tooLate = in.number();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            Keyed keyed = new Keyed(rule, in.name());
            keyed.read(in, watermarks.current());
            rule.keys.put(keyed.name, keyed);
            crowd.add(keyed);
            wheel.put(keyed, keyed.due(watermarks.current()));
        }
    }
}
