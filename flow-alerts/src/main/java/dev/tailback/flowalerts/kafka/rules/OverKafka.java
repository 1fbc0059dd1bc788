package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.kafka.Reasons;
import dev.tailback.flowalerts.rules.core.engine.Counts;
import dev.tailback.flowalerts.rules.core.engine.Engine;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.watch.Evaluation;
import dev.tailback.flowalerts.watch.EvaluationState;
import dev.tailback.flowalerts.watch.Verdicts;
import dev.tailback.flowalerts.watch.Way;
import dev.tailback.flowalerts.workers.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rules evaluated by all instances together. This one shows what the shares that it has know; what any of them decides it
 * hears from the topic of verdicts.
 */
public final class OverKafka implements Evaluation {
    private static final Logger log = LoggerFactory.getLogger(OverKafka.class);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final SharedSettings settings;
    private final AtomicReference<RulesNow> rules = new AtomicReference<>(RulesNow.NONE);
    private final Map<Integer, ShareEngine> here = new ConcurrentHashMap<>();
    private final Tallies tallies = new Tallies();
    private final SignalWriter writer;
    private final VerdictReader reader;
    private final Lead lead;
    private final Worker starting;
    private volatile @Nullable KafkaStreams streams;

    /** Why it has not begun. */
    private volatile String lacks = "";

    /** @param told each verdict, whichever instance it is of */
    public OverKafka(SharedSettings settings, Consumer<Verdicts.Change> told) {
        this.settings = settings;
        this.writer = new SignalWriter(settings, tallies);
        this.reader = new VerdictReader(settings, told, tallies);
        this.lead = new Lead(settings);
        this.starting = Worker.start("rule-stream", this::start);
    }

    @Override
    public List<Worker> workers() {
        return List.of(starting, reader.worker(), lead.worker());
    }

    /** As soon as there is a broker; from then on Kafka Streams waits for it by itself. */
    private void start() throws InterruptedException {
        untilItWorks(() -> RuleTopics.make(settings), BETWEEN_TRIES);
        untilItWorks(writer::learn, BETWEEN_QUESTIONS);
        KafkaStreams begun =
                new KafkaStreams(RuleStream.of(settings, rules::get, here, tallies), RuleStream.properties(settings));
        begun.setUncaughtExceptionHandler(failure -> {
            log.error("the thread of the rules failed and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams = begun;
        begun.start();
        stay();
    }

    private interface Step {
        void take() throws InterruptedException;
    }

    private void untilItWorks(Step step, Duration between) throws InterruptedException {
        while (true) {
            try {
                step.take();
                return;
            } catch (IllegalStateException | KafkaException failure) {
                String why = Reasons.of(failure);
                if (!why.equals(lacks)) {
                    log.warn("the topics of the rules are not there yet: {}", why);
                }
                lacks = why;
                Thread.sleep(between);
            }
        }
    }

    /** A worker that has ended would look like one that failed. */
    private static void stay() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void use(List<Rule> next) {
        rules.updateAndGet(now -> now.next(next));
    }

    @Override
    public void take(Way way, List<Signal> asked, long latestNanos) {
        writer.write(asked, latestNanos, rules.get().fields());
    }

    @Override
    public void tick() {
        // Time passes with what partitions tell.
    }

    @Override
    public void save() {
        // Kafka keeps it.
    }

    @Override
    public boolean leads() {
        return lead.isHere();
    }

    @Override
    public String mode() {
        return "Kafka Streams, %d of %d shares here".formatted(here.size(), settings.shares());
    }

    @Override
    public EvaluationState state() {
        List<Counts> counts = ask(Engine::counts).toList();
        OptionalLong watermark =
                ask(Engine::watermarkNanos).flatMapToLong(OptionalLong::stream).min();
        return new EvaluationState(
                counts.stream().reduce(Counts.NONE, Counts::plus),
                watermark,
                here.values().stream().mapToLong(ShareEngine::ahead).sum(),
                tallies.countMissed(),
                tallies.countUnreadable(),
                waiting(),
                tallies.countRebuilt(),
                0,
                reason());
    }

    /** Records of signals and of shares that this instance is to take and has not. */
    private long waiting() {
        KafkaStreams begun = streams;
        if (begun == null) {
            return 0;
        }
        return begun.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("records-lag"))
                .filter(metric -> List.of(settings.signals(), settings.divided())
                        .contains(metric.metricName().tags().getOrDefault("topic", "")))
                .map(Metric::metricValue)
                .filter(Number.class::isInstance)
                .mapToLong(lag -> (long) ((Number) lag).doubleValue())
                .sum();
    }

    private String reason() {
        KafkaStreams begun = streams;
        if (begun == null) {
            return lacks.isEmpty() ? "the broker of the rules has not answered yet" : lacks;
        }
        return switch (begun.state()) {
            case RUNNING -> "";
            case CREATED, REBALANCING -> "shares are being divided among the instances";
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> "it has stopped: " + begun.state();
        };
    }

    @Override
    public List<Key> keys(String rule, int most) {
        return ask(engine -> engine.keys(rule, most))
                .flatMap(List::stream)
                .limit(most)
                .toList();
    }

    @Override
    public long countKeys(String rule) {
        return ask(engine -> engine.countKeys(rule)).mapToLong(Long::longValue).sum();
    }

    @Override
    public Optional<Explanation> explain(String rule, Key key) {
        return here.values().stream()
                .filter(share -> share.share().has(rule, key))
                .findFirst()
                .flatMap(share -> share.locked(engine -> engine.explain(rule, key)));
    }

    @Override
    public List<Explanation> pending(int most) {
        return ask(engine -> engine.pending(most))
                .flatMap(List::stream)
                .limit(most)
                .toList();
    }

    @Override
    public List<Verdict.Fired> open() {
        return ask(Engine::open).flatMap(List::stream).toList();
    }

    private <T> Stream<T> ask(Function<Engine, T> question) {
        return here.values().stream().map(share -> share.locked(question));
    }

    @Override
    public void close() {
        writer.close();
        starting.interrupt();
        KafkaStreams begun = streams;
        if (begun != null && !begun.close(CLOSE_WITHIN)) {
            log.warn("the rules did not stop within {} s", CLOSE_WITHIN.toSeconds());
        }
        reader.close();
        lead.close();
    }
}
