package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.rules.core.engine.Engine;
import dev.tailback.flowalerts.rules.core.engine.Settings;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.workers.Worker;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An engine in this process. Who hands signals in evaluates them, one after the other: an engine takes a microsecond for a
 * signal, so that no queue is needed, which would have to be bounded and would lose what it cannot hold.
 */
final class InProcess implements Evaluation {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Settings settings;
    private final Outbox outbox;
    private final @Nullable CheckpointFile file;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Engine engine;
    private Map<String, Rule> rules = Map.of();
    private boolean isFirst = true;
    private long ahead;
    private long checkpointBytes;
    private long rebuilt;

    /** @param file null: a restart begins anew */
    InProcess(Settings settings, Outbox outbox, @Nullable CheckpointFile file, Clock clock) {
        this.settings = settings;
        this.outbox = outbox;
        this.file = file;
        this.clock = clock;
        this.engine = new Engine(List.of(), settings);
    }

    @Override
    public void use(List<Rule> next) {
        locked(() -> {
            tell(engine.abandonAllBut(next));
            engine = isFirst ? begin(next) : Engine.restore(next, settings, engine.checkpoint());
            isFirst = false;
            rules = next.stream().collect(Collectors.toMap(Rule::name, Function.identity()));
            return null;
        });
    }

    private Engine begin(List<Rule> first) {
        if (file == null || !file.exists()) {
            return new Engine(first, settings);
        }
        return file.read(bytes -> Engine.restore(first, settings, bytes)).orElseGet(() -> {
            rebuilt++;
            return new Engine(first, settings);
        });
    }

    @Override
    public void take(Way way, List<Signal> asked, long latestNanos) {
        long now = now();
        long latest = now + settings.outOfOrder().toNanos();
        locked(() -> {
            for (Signal signal : asked) {
                if (signal.timeNanos() > latest) {
                    ahead++;
                } else {
                    tell(engine.accept(way.number(), signal, now));
                }
            }
            tell(engine.pass(way.number(), Math.min(latestNanos, latest), now));
            return null;
        });
    }

    @Override
    public void tick() {
        locked(() -> {
            tell(engine.tick(now()));
            return null;
        });
    }

    private void tell(List<Verdict> verdicts) {
        if (!verdicts.isEmpty()) {
            outbox.put(verdicts.stream()
                    .map(verdict -> new Verdicts.Change(Objects.requireNonNull(rules.get(verdict.rule())), verdict))
                    .toList());
        }
    }

    @Override
    public void save() {
        if (file != null) {
            byte[] bytes = locked(engine::checkpoint);
            file.write(bytes);
            checkpointBytes = bytes.length;
        }
    }

    @Override
    public String mode() {
        return "in process";
    }

    @Override
    public EvaluationState state() {
        return locked(() -> new EvaluationState(
                engine.counts(), engine.watermarkNanos(), ahead, 0, 0, 0, rebuilt, checkpointBytes, ""));
    }

    @Override
    public boolean leads() {
        return true;
    }

    @Override
    public List<Worker> workers() {
        return List.of();
    }

    @Override
    public List<Key> keys(String rule, int most) {
        return locked(() -> engine.keys(rule, most));
    }

    @Override
    public long countKeys(String rule) {
        return locked(() -> engine.countKeys(rule));
    }

    @Override
    public Optional<Explanation> explain(String rule, Key key) {
        return locked(() -> engine.explain(rule, key));
    }

    @Override
    public List<Explanation> pending(int most) {
        return locked(() -> engine.pending(most));
    }

    @Override
    public List<Verdict.Fired> open() {
        return locked(engine::open);
    }

    private long now() {
        return clock.millis() * NANOS_PER_MILLI;
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        save();
    }
}
