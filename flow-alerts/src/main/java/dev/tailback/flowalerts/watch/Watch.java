package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.logs.LogLine;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.rules.core.engine.Asked;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.rules.feed.Feed;
import dev.tailback.flowalerts.rules.issues.Issue;
import dev.tailback.flowalerts.signals.Intake;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanSink;
import dev.tailback.flowalerts.workers.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rules at work: takes what the receivers take, hands on what some rule asks for to where rules are evaluated, reads their
 * files again when they change, and tells verdicts.
 *
 * <p>Rules that look at nothing but what flow-alerts tells of itself are evaluated apart, in this process whatever happens
 * to the others: that the broker is gone must be told without one.
 */
public final class Watch implements SpanSink, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_SAVES = Duration.ofSeconds(30);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 1_000;
    private static final int SHARE_OF_OWN = 8;

    private final RuleBook book;
    private final Clock clock;
    private final Outbox outbox = new Outbox();
    private final Evaluation others;
    private final Evaluation own;
    private final ReentrantLock changing = new ReentrantLock();
    private final LongAdder looked = new LongAdder();
    private final LongAdder asked = new LongAdder();
    private volatile InForce inForce = InForce.NOTHING;
    private volatile Asked filter = Asked.of(List.of());
    private volatile List<Verdicts> listeners = List.of();
    private volatile @Nullable Worker worker;
    private List<Explanation> waiting = List.of();

    /** Where rules are evaluated that look at what senders send. */
    public interface Place {
        /** @param told each verdict of them */
        Evaluation open(Consumer<Verdicts.Change> told);
    }

    /** In this process, alone. */
    public Watch(WatchSettings settings, Clock clock) {
        this(settings, null, clock);
    }

    /**
     * Reads the rules that there are now; nobody is told anything before it begins.
     *
     * @param place null: in this process, alone
     */
    public Watch(WatchSettings settings, @Nullable Place place, Clock clock) {
        this.book = new RuleBook(settings.rules());
        this.clock = clock;
        long heap = Runtime.getRuntime().maxMemory();
        this.others = place == null
                ? new InProcess(
                        EngineRoom.settings(heap, settings.outOfOrder(), settings.idleAfter()),
                        outbox,
                        checkpoint(settings, "rules.checkpoint"),
                        clock)
                : place.open(change -> outbox.put(List.of(change)));
        // Its signals are made here, one after the other.
        this.own = new InProcess(
                EngineRoom.settings(heap / SHARE_OF_OWN, Duration.ZERO, settings.idleAfter()),
                outbox,
                checkpoint(settings, "own-rules.checkpoint"),
                clock);
        read(1);
    }

    private static @Nullable CheckpointFile checkpoint(WatchSettings settings, String name) {
        return settings.state()
                .map(folder -> new CheckpointFile(folder.resolve(name)))
                .orElse(null);
    }

    /** Begins to tell what becomes of rules. */
    public List<Worker> begin(List<Verdicts> told) {
        listeners = List.copyOf(told);
        tellWhatWasRead();
        Worker begun = Worker.start("rules", this::work);
        worker = begun;
        return Stream.concat(Stream.of(begun), others.workers().stream()).toList();
    }

    /** Whether this instance is the one of several that speaks to the world. */
    public boolean leads() {
        return others.leads();
    }

    private void work() throws InterruptedException {
        long nextLook = System.nanoTime();
        long nextSave = nextLook + BETWEEN_SAVES.toNanos();
        while (true) {
            outbox.tell(listeners, STEP);
            others.tick();
            own.tick();
            long now = System.nanoTime();
            if (now - nextLook >= 0) {
                nextLook = now + BETWEEN_LOOKS.toNanos();
                look();
            }
            if (now - nextSave >= 0) {
                nextSave = now + BETWEEN_SAVES.toNanos();
                others.save();
                own.save();
            }
        }
    }

    private void look() {
        if (book.hasChanged()) {
            read(inForce.speed());
            tellWhatWasRead();
        }
        List<Explanation> now = Stream.of(others, own)
                .flatMap(evaluation -> evaluation.pending(MOST_WAITING).stream())
                .toList();
        if (!keys(now).equals(keys(waiting))) {
            waiting = now;
            listeners.forEach(listener -> listener.waiting(now));
        }
    }

    private static Set<List<Object>> keys(List<Explanation> explanations) {
        return explanations.stream()
                .map(one -> List.<Object>of(one.rule(), one.key(), one.sinceNanos()))
                .collect(Collectors.toSet());
    }

    private void read(double speed) {
        changing.lock();
        try {
            RuleBook.Edition edition = book.read(clock.instant());
            use(InForce.of(edition, speed));
        } finally {
            changing.unlock();
        }
    }

    private void tellWhatWasRead() {
        RuleBook.Edition edition = inForce.edition();
        edition.files().stream().filter(WatchView.File::isWrong).forEach(Watch::tell);
        log.info(
                "{} rules in force, of {} files, {} of which are wrong",
                edition.rules().size(),
                edition.files().size(),
                edition.files().stream().filter(WatchView.File::isWrong).count());
    }

    private static void tell(WatchView.File file) {
        file.issues().stream().filter(Issue::isError).forEach(issue -> log.warn("{}", issue));
        if (!file.stale().isEmpty()) {
            log.warn("{} is wrong; of it these stay as they were: {}", file.name(), file.stale());
        }
    }

    private void use(InForce next) {
        others.use(next.others());
        own.use(next.own());
        filter = Asked.of(next.others());
        inForce = next;
    }

    /**
     * The world that rules look at runs so many times as fast as the one they were written for. What they know is of the
     * other world, and is let go.
     */
    public void pace(double speed) {
        changing.lock();
        try {
            if (speed != inForce.speed()) {
                log.info("durations of rules are divided by {} from now on", speed);
                use(InForce.of(inForce.edition(), speed));
            }
        } finally {
            changing.unlock();
        }
    }

    /** Is never full: spans are evaluated at once. */
    @Override
    public Intake take(List<Span> spans) {
        take(Way.OTLP, SignalKind.SPAN, spans, Feed::of, Span::endUnixNano);
        return Intake.TAKEN;
    }

    public void points(Way way, List<MetricPoint> points) {
        take(way, SignalKind.METRIC, points, Feed::of, MetricPoint::unixNano);
    }

    public void lines(Way way, List<LogLine> lines) {
        take(way, SignalKind.LOG, lines, Feed::of, LogLine::unixNano);
    }

    private <T> void take(Way way, SignalKind kind, List<T> items, Function<T, Signal> feed, ToLongFunction<T> time) {
        looked.add(items.size());
        long latest = Long.MIN_VALUE;
        for (T item : items) {
            latest = Math.max(latest, time.applyAsLong(item));
        }
        List<Signal> wanted = filter.wantsNone(kind) ? List.<Signal>of() : wanted(items, feed);
        if (latest != Long.MIN_VALUE) {
            asked.add(wanted.size());
            others.take(way, wanted, latest);
        }
    }

    private <T> List<Signal> wanted(List<T> items, Function<T, Signal> feed) {
        Asked now = filter;
        List<Signal> wanted = new ArrayList<>();
        for (T item : items) {
            Signal signal = feed.apply(item);
            if (now.wants(signal)) {
                wanted.add(signal);
            }
        }
        return wanted;
    }

    /** What flow-alerts says of the servers that it needs; see {@link OwnMetrics}. */
    public void ofOwnServers(List<MetricPoint> points) {
        List<Signal> signals = points.stream().map(Feed::of).toList();
        signals.stream().mapToLong(Signal::timeNanos).max().ifPresent(latest -> own.take(Way.OWN, signals, latest));
    }

    public WatchView view() {
        InForce now = inForce;
        EvaluationState state = others.state();
        return new WatchView(
                clock.instant(),
                now.speed(),
                others.mode(),
                now.edition().files(),
                views(),
                looked.sum(),
                asked.sum(),
                state,
                state.rebuilt() + own.state().rebuilt(),
                outbox.untold(),
                leads());
    }

    private List<RuleView> views() {
        InForce now = inForce;
        return Stream.concat(
                        now.others().stream().map(rule -> RuleView.of(rule, others)),
                        now.own().stream().map(rule -> RuleView.of(rule, own)))
                .toList();
    }

    /** Empty when there is no such rule. */
    public Optional<RuleView> view(String name) {
        return views().stream().filter(view -> view.rule().name().equals(name)).findFirst();
    }

    /** As it is in force; empty when there is none of that name. */
    public Optional<Rule> rule(String name) {
        InForce now = inForce;
        return Stream.concat(now.others().stream(), now.own().stream())
                .filter(rule -> rule.name().equals(name))
                .findFirst();
    }

    /** How far a rule has come for a key; empty when there is no such rule. */
    public Optional<Explanation> explain(String rule, Key key) {
        return inForce.own().stream().anyMatch(one -> one.name().equals(rule))
                ? own.explain(rule, key)
                : others.explain(rule, key);
    }

    /** The incidents that are open: what was told of another that fires is not true any more. */
    public List<Verdict.Fired> open() {
        return Stream.of(others, own)
                .flatMap(evaluation -> evaluation.open().stream())
                .toList();
    }

    @Override
    public void close() {
        Worker begun = worker;
        if (begun != null) {
            end(begun);
        }
        others.close();
        own.close();
    }

    private static void end(Worker worker) {
        worker.interrupt();
        try {
            if (!worker.join(CLOSE_WITHIN)) {
                log.warn("telling of verdicts did not end within {} s", CLOSE_WITHIN.toSeconds());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
