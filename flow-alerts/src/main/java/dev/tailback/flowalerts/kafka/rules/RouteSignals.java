package dev.tailback.flowalerts.kafka.rules;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each signal to the shares that it concerns, and tells all of them how far time has passed in its partition. */
final class RouteSignals implements Processor<byte[], byte[], Integer, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(RouteSignals.class);

    private static final Duration BETWEEN_TIMES = Duration.ofMillis(500);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Supplier<RulesNow> rules;
    private final int shares;
    private final Tallies tallies;
    private ProcessorContext<Integer, byte[]> context;
    private Routes routes;

    @SuppressWarnings("NullAway.Init")
    RouteSignals(Supplier<RulesNow> rules, int shares, Tallies tallies) {
        this.rules = rules;
        this.shares = shares;
        this.tallies = tallies;
    }

    @Override
    public void init(ProcessorContext<Integer, byte[]> context) {
        this.context = context;
        this.routes = new Routes(context.taskId().partition(), shares);
        context.schedule(BETWEEN_TIMES, PunctuationType.WALL_CLOCK_TIME, time -> passTime());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Batch batch;
        try {
            batch = BatchBytes.read(record.value());
        } catch (IllegalArgumentException wrong) {
            tallies.unreadable();
            log.warn(
                    "a record of signals in partition {} is passed over: {}",
                    context.taskId().partition(),
                    wrong.getMessage());
            return;
        }
        RulesNow now = rules.get();
        routes.divide(batch, now, clockNanos()).forEach((share, part) -> send(share, part, now.fields()));
    }

    private void passTime() {
        Batch batch = routes.time(clockNanos());
        for (int share = 0; share < shares; share++) {
            send(share, batch, Set.of());
        }
    }

    private void send(int share, Batch batch, Set<String> fields) {
        context.forward(new Record<>(share, BatchBytes.of(batch, fields), context.currentSystemTimeMs()));
    }

    private long clockNanos() {
        return context.currentSystemTimeMs() * NANOS_PER_MILLI;
    }
}
