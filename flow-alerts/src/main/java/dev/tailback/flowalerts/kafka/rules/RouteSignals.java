package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.rules.core.engine.Router;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each signal to the shares that it concerns, and tells all of them how far time has passed in its partition: a share
 * to which nothing comes must know that nothing will.
 */
final class RouteSignals implements Processor<byte[], byte[], Integer, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(RouteSignals.class);

    private static final Duration BETWEEN_TIMES = Duration.ofMillis(500);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Supplier<RulesNow> rules;
    private final int shares;
    private final Tallies tallies;
    private ProcessorContext<Integer, byte[]> context;
    private Router router = new Router(List.of(), 1);
    private RulesNow now = RulesNow.NONE;
    private int source;
    private long latest = Batch.UNKNOWN;
    private long seen;

    @SuppressWarnings("NullAway.Init")
    RouteSignals(Supplier<RulesNow> rules, int shares, Tallies tallies) {
        this.rules = rules;
        this.shares = shares;
        this.tallies = tallies;
    }

    @Override
    public void init(ProcessorContext<Integer, byte[]> context) {
        this.context = context;
        this.source = context.taskId().partition();
        context.schedule(BETWEEN_TIMES, PunctuationType.WALL_CLOCK_TIME, time -> passTime());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Batch batch;
        try {
            batch = BatchBytes.read(record.value());
        } catch (IllegalArgumentException e) {
            tallies.unreadable();
            log.warn("a record of signals in partition {} is passed over: {}", source, e.getMessage());
            return;
        }
        if (!rules.get().equals(now)) {
            now = rules.get();
            router = new Router(now.rules(), shares);
        }
        latest = Math.max(latest, batch.latestNanos());
        seen = context.currentSystemTimeMs() * NANOS_PER_MILLI;
        var lists = IntStream.range(0, shares)
                .mapToObj(share -> new ArrayList<Signal>())
                .toList();
        for (var signal : batch.signals()) {
            router.route(signal).stream().forEach(share -> lists.get(share).add(signal));
        }
        for (var share = 0; share < shares; share++) {
            if (!lists.get(share).isEmpty()) {
                send(share, lists.get(share));
            }
        }
    }

    private void passTime() {
        for (var share = 0; share < shares; share++) {
            send(share, List.of());
        }
    }

    private void send(int share, List<Signal> signals) {
        var clock = context.currentSystemTimeMs();
        var batch = new Batch(source, latest, seen, clock * NANOS_PER_MILLI, signals);
        context.forward(new Record<>(share, BatchBytes.of(batch, now.fields()), clock));
    }
}
