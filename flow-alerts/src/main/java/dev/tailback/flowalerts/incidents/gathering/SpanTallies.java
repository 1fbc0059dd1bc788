package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Intake;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanKind;
import dev.tailback.flowalerts.spans.SpanSink;
import dev.tailback.flowalerts.spans.SpanStatus;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What spans add up to, by steps of five seconds for half an hour, and the few that evidence needs whole: statements whose plan
 * was looked at, and orders that failed. Memory of spans forgets at a thousand a second within half a minute; this does not.
 *
 * <p>It is on the way of every span. Most are of no kind that is counted and cost a look at two fields; of the others each
 * attribute is looked at once.
 */
public final class SpanTallies implements SpanSink {
    private static final long STEP_NANOS = 5_000_000_000L;
    private static final int STEPS = 360;
    private static final int BUSY_STEPS = 3;
    private static final double NANOS_PER_SECOND = 1_000_000_000;
    private static final long SLOW_STATEMENT_NANOS = 500_000_000L;
    private static final long SLOW_CALL_NANOS = 1_000_000_000L;
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double PERCENT = 100;
    private static final double NEARLY_ALL = 90;
    private static final int MOST_PLANS = 50;
    private static final int MOST_FAILED = 2_000;

    /** Statements alike. */
    private record Statement(
            String service,
            @Nullable String table,
            @Nullable String text) {}

    /** A slow statement whose plan is known: the slowest of those alike. */
    record Planned(Span span, int seen) {}

    /** An order that failed, and when. */
    record FailedOrder(String id, long atNanos) {}

    private static final class Step {
        long number = -1;
        Tally tally = new Tally();
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Step[] steps = new Step[STEPS];
    private final LinkedHashMap<Statement, Planned> plans = new LinkedHashMap<>();
    private final ArrayDeque<FailedOrder> failedOrders = new ArrayDeque<>();

    public SpanTallies() {
        for (int i = 0; i < STEPS; i++) {
            steps[i] = new Step();
        }
    }

    /** Is never full. */
    @Override
    public Intake take(List<Span> spans) {
        lock.lock();
        try {
            spans.forEach(this::take);
        } finally {
            lock.unlock();
        }
        return Intake.TAKEN;
    }

    private void take(Span span) {
        Tally tally = at(span.endUnixNano());
        if (tally == null) {
            return;
        }
        switch (span.kind()) {
            case CLIENT -> client(tally, span);
            case SERVER -> server(tally, span);
            case PRODUCER -> producer(tally, span);
            case INTERNAL -> pool(tally, span);
            case CONSUMER -> {}
        }
        order(tally, span);
    }

    /** Null for what is older than all that is kept. */
    private @Nullable Tally at(long nanos) {
        long number = nanos / STEP_NANOS;
        Step step = steps[(int) (number % STEPS)];
        if (step.number > number) {
            return null;
        }
        if (step.number < number) {
            step.number = number;
            step.tally = new Tally();
        }
        return step.tally;
    }

    private void client(Tally tally, Span span) {
        Attributes attributes = span.attributes();
        if (attributes.get("db.system.name") != null || attributes.get("db.system") != null) {
            statement(tally, span);
            pool(tally, span);
        } else if (attributes.get("http.request.method") != null) {
            Tally.OfCall call = Tally.of(tally.calls, new Tally.Of(span.service(), span.name()), Tally.OfCall::new);
            if (call != null) {
                call.count++;
                call.slow += span.durationNanos() >= SLOW_CALL_NANOS ? 1 : 0;
                call.failed += span.status() == SpanStatus.ERROR ? 1 : 0;
                call.millis += span.durationNanos() / NANOS_PER_MILLI;
            }
        } else if (attributes.get("messaging.destination.name") != null) {
            producer(tally, span);
        }
    }

    private void statement(Tally tally, Span span) {
        Attributes attributes = span.attributes();
        String table = text(attributes, "db.collection.name");
        String state = text(attributes, "db.response.status_code");
        if (state != null) {
            failure(tally, state);
        }
        Tally.OfTable of = Tally.of(
                tally.tables, new Tally.Of(span.service(), table == null ? span.name() : table), Tally.OfTable::new);
        if (of == null) {
            return;
        }
        of.statements++;
        of.millis += span.durationNanos() / NANOS_PER_MILLI;
        // The wait for a connection is not the statement's fault.
        long took = attributes.get("db.query.duration_ms") instanceof Number millis
                ? (long) (millis.doubleValue() * NANOS_PER_MILLI)
                : span.durationNanos();
        if (took < SLOW_STATEMENT_NANOS) {
            return;
        }
        of.slow++;
        boolean scans = Boolean.TRUE.equals(attributes.get("db.full_table_scan"));
        boolean sleeps = Boolean.TRUE.equals(attributes.get("db.simulation.slow_query_enabled"));
        of.scans += scans ? 1 : 0;
        of.sleeping += sleeps ? 1 : 0;
        of.slowWrites += !scans && !sleeps && changes(attributes) ? 1 : 0;
        if (attributes.get("db.missing_index") instanceof List<?> missing) {
            missing.forEach(index -> of.missing.add(index.toString()));
        }
        if (scans) {
            planned(new Statement(span.service(), table, text(attributes, "db.query.text")), span);
        }
    }

    /** Whether it waits for rows that another one has locked; a new row has been locked by nobody. */
    private static boolean changes(Attributes attributes) {
        String operation = text(attributes, "db.operation.name");
        if (operation != null && Set.of("UPDATE", "DELETE", "MERGE").contains(operation)) {
            return true;
        }
        String statement = text(attributes, "db.query.text");
        return statement != null && statement.contains("FOR UPDATE");
    }

    private void planned(Statement statement, Span span) {
        Planned known = plans.remove(statement);
        Span slowest = known == null || known.span().durationNanos() < span.durationNanos() ? span : known.span();
        plans.putLast(statement, new Planned(slowest, known == null ? 1 : known.seen() + 1));
        if (plans.size() > MOST_PLANS) {
            plans.pollFirstEntry();
        }
    }

    /** By the classes of SQLSTATE: 08 the connection, 57P the server's shutdown, 40 and 55P03 locks. */
    private static void failure(Tally tally, String state) {
        if (state.startsWith("08") || state.startsWith("57P")) {
            tally.lostConnections++;
            tally.lost = "SQLSTATE " + state;
        } else if (state.startsWith("40") || state.equals("55P03")) {
            tally.lockFailures++;
        }
    }

    private static void pool(Tally tally, Span span) {
        Attributes attributes = span.attributes();
        boolean exhausted = Boolean.TRUE.equals(attributes.get("db.connection.pool.exhausted"));
        if (!(attributes.get("db.connection_pool.max") instanceof Number max) && !exhausted) {
            return;
        }
        Tally.OfPool pool = Tally.of(tally.pools, span.service(), Tally.OfPool::new);
        if (pool == null) {
            return;
        }
        pool.exhausted += exhausted ? 1 : 0;
        if (attributes.get("db.connection_pool.max") instanceof Number number
                && attributes.get("db.connection_pool.active") instanceof Number active
                && active.intValue() > 0) {
            pool.max = number.intValue();
            pool.active = Math.max(pool.active, active.intValue());
            if (attributes.get("db.active_queries") instanceof Number queries
                    && PERCENT * active.doubleValue() >= NEARLY_ALL * number.doubleValue()) {
                pool.looks++;
                pool.working += Math.min(1, queries.doubleValue() / active.doubleValue());
            }
        }
    }

    private static void server(Tally tally, Span span) {
        pool(tally, span);
        if (span.name().startsWith("POST ") && span.name().endsWith(Names.ARRIVAL)) {
            tally.arrivals++;
            tally.again += span.attributes().get("http.request.resend_count") == null ? 0 : 1;
        }
    }

    private static void producer(Tally tally, Span span) {
        tally.failedSends += span.status() == SpanStatus.ERROR ? 1 : 0;
        String topic = text(span.attributes(), "messaging.destination.name");
        if (topic != null && isDead(topic)) {
            Tally.Count count = Tally.of(tally.deadLetters, topic, Tally.Count::new);
            if (count != null) {
                count.count++;
            }
        }
    }

    private static boolean isDead(String topic) {
        return topic.endsWith(".dead") || topic.endsWith(".DLT") || topic.endsWith(".dlq") || topic.endsWith("-dlq");
    }

    private void order(Tally tally, Span span) {
        if (span.kind() == SpanKind.CLIENT || span.kind() == SpanKind.PRODUCER) {
            return;
        }
        Object failed = span.attributes().get(Names.FAILED);
        if (failed == null) {
            return;
        }
        tally.ended++;
        if (!Boolean.TRUE.equals(failed)) {
            return;
        }
        tally.failed++;
        tally.late += span.attributes().has(Names.FAILURE_REASON, Names.REASON_LATE) ? 1 : 0;
        String id = text(span.attributes(), Names.ORDER_ID);
        if (id != null) {
            failedOrders.add(new FailedOrder(id, span.endUnixNano()));
            if (failedOrders.size() > MOST_FAILED) {
                failedOrders.remove();
            }
        }
    }

    private static @Nullable String text(Attributes attributes, String name) {
        return attributes.get(name) instanceof String text ? text : null;
    }

    /** All steps that begin within that time. */
    Tally between(long fromNanos, long toNanos) {
        return locked(() -> {
            Tally sum = new Tally();
            for (Step step : steps) {
                long begins = step.number * STEP_NANOS;
                if (step.number >= 0 && begins >= fromNanos && begins < toNanos) {
                    sum.add(step.tally);
                }
            }
            return sum;
        });
    }

    /** Arrivals a second in the busiest quarter of a minute of that time. */
    double busiest(long fromNanos, long toNanos) {
        return locked(() -> {
            Map<Long, Integer> arrivals = new TreeMap<>();
            for (Step step : steps) {
                long begins = step.number * STEP_NANOS;
                if (step.number >= 0 && begins >= fromNanos && begins < toNanos) {
                    for (int within = 0; within < BUSY_STEPS; within++) {
                        arrivals.merge(step.number + within, step.tally.arrivals, Integer::sum);
                    }
                }
            }
            int most = arrivals.values().stream().mapToInt(count -> count).max().orElse(0);
            return most / (BUSY_STEPS * STEP_NANOS / NANOS_PER_SECOND);
        });
    }

    /** When the first step begins that is still known; the latest moment there is, while there is none. */
    long earliest() {
        return locked(() -> {
            long earliest = Long.MAX_VALUE;
            for (Step step : steps) {
                earliest = step.number < 0 ? earliest : Math.min(earliest, step.number * STEP_NANOS);
            }
            return earliest;
        });
    }

    /** Those that ended in that time, the slowest first. */
    List<Planned> plans(long fromNanos, long toNanos) {
        return locked(() -> plans.values().stream()
                .filter(planned -> isBetween(planned.span().endUnixNano(), fromNanos, toNanos))
                .sorted(Comparator.comparingLong(
                        (Planned planned) -> -planned.span().durationNanos()))
                .toList());
    }

    /** Each order once, the latest first. */
    List<FailedOrder> failedOrders(long fromNanos, long toNanos) {
        return locked(() -> {
            Set<String> seen = new HashSet<>();
            return failedOrders.reversed().stream()
                    .filter(order -> isBetween(order.atNanos(), fromNanos, toNanos))
                    .filter(order -> seen.add(order.id()))
                    .toList();
        });
    }

    private static boolean isBetween(long nanos, long from, long to) {
        return nanos >= from && nanos <= to;
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    static Map<String, Integer> counts(Map<String, Tally.Count> counted) {
        Map<String, Integer> counts = new TreeMap<>();
        counted.forEach((name, count) -> counts.put(name, count.count));
        return counts;
    }
}
