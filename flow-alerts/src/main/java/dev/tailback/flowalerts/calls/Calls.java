package dev.tailback.flowalerts.calls;

import dev.tailback.flowalerts.signals.Intake;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanSink;
import dev.tailback.flowalerts.spans.SpanStatus;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts spans by who talks to whom, in steps of {@value #STEP_SECONDS} seconds, by when they ended. {@value #MOST_EDGES}
 * edges are told apart in a step; spans of others are counted as left out. On the way of every span: one look-up each.
 */
public final class Calls implements SpanSink {
    static final int STEP_SECONDS = 5;
    static final int MOST_EDGES = 200;
    /** The minute that is told, and some more for spans that are on their way, and for clocks that are ahead. */
    private static final int STEPS = 16;

    private static final int TOLD = 12;
    private static final int ON_THEIR_WAY = 1;
    private static final long STEP_NANOS = STEP_SECONDS * 1_000_000_000L;
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double MOSTLY = 0.95;

    private static final class Step {
        long number = -1;
        Map<Edge, Times> edges = new HashMap<>();
        int leftOut;
    }

    /**
     * What went over an edge.
     *
     * @param p95Ms of how long it took; a tenth off at most
     */
    public record Traffic(Edge edge, int count, double perSecond, int errors, double p95Ms, double longestMs) {}

    /**
     * All of a minute.
     *
     * @param leftOut spans of edges that were too many
     */
    public record Minute(int seconds, List<Traffic> edges, int leftOut) {
        public Minute {
            edges = List.copyOf(edges);
        }
    }

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Step[] steps = new Step[STEPS];

    public Calls(InstantSource clock) {
        this.clock = clock;
        for (int n = 0; n < STEPS; n++) {
            steps[n] = new Step();
        }
    }

    /** Is never full. */
    @Override
    public Intake take(List<Span> spans) {
        long now = now();
        lock.lock();
        try {
            spans.forEach(span -> Edge.of(span).ifPresent(edge -> count(edge, span, now)));
        } finally {
            lock.unlock();
        }
        return Intake.TAKEN;
    }

    private void count(Edge edge, Span span, long now) {
        long number = span.endUnixNano() / STEP_NANOS;
        // A clock that is ahead by more than a step would take the place of steps that count.
        if (number <= now - STEPS || number > now + 1) {
            return;
        }
        Step step = steps[(int) (number % STEPS)];
        if (step.number > number) {
            return;
        }
        if (step.number < number) {
            step.number = number;
            step.edges = new HashMap<>();
            step.leftOut = 0;
        }
        Times times = step.edges.get(edge);
        if (times == null) {
            if (step.edges.size() >= MOST_EDGES) {
                step.leftOut++;
                return;
            }
            times = new Times();
            step.edges.put(edge, times);
        }
        times.add(span.durationNanos(), span.status() == SpanStatus.ERROR);
    }

    /** The last whole minute, up to a few seconds ago; the busiest first. */
    public Minute minute() {
        long last = now() - 1 - ON_THEIR_WAY;
        Map<Edge, Times> edges = new HashMap<>();
        int leftOut = 0;
        lock.lock();
        try {
            for (Step step : steps) {
                if (step.number > last - TOLD && step.number <= last) {
                    step.edges.forEach((edge, times) ->
                            edges.computeIfAbsent(edge, first -> new Times()).add(times));
                    leftOut += step.leftOut;
                }
            }
        } finally {
            lock.unlock();
        }
        return new Minute(
                TOLD * STEP_SECONDS,
                edges.entrySet().stream()
                        .map(each -> traffic(each.getKey(), each.getValue()))
                        .sorted(Comparator.comparingInt(Traffic::count)
                                .reversed()
                                .thenComparing(traffic -> traffic.edge().toString()))
                        .toList(),
                leftOut);
    }

    private static Traffic traffic(Edge edge, Times times) {
        return new Traffic(
                edge,
                times.count(),
                times.count() / (double) (TOLD * STEP_SECONDS),
                times.errors(),
                times.nanosOf(MOSTLY) / NANOS_PER_MILLI,
                times.longestNanos() / NANOS_PER_MILLI);
    }

    private long now() {
        return clock.millis() / (STEP_SECONDS * 1_000L);
    }
}
