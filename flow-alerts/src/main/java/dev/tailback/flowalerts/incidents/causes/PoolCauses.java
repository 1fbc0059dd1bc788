package dev.tailback.flowalerts.incidents.causes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be wrong with connections. */
final class PoolCauses {
    private static final double MOSTLY = 0.7;
    private static final double HARDLY = 0.4;
    private static final int A_FEW = 3;

    private PoolCauses() {}

    static List<Weighing> of(Facts facts) {
        return facts.pools().stream()
                .flatMap(pool -> Stream.of(small(facts, pool), held(facts, pool)))
                .toList();
    }

    private static Weighing small(Facts facts, Facts.Pool pool) {
        Optional<Facts.Pool> before = before(facts, pool);
        int scans = scans(facts, pool);
        return new Weighing("small-pool", "The pool of %s is too small: %d".formatted(pool.service(), pool.max()))
                .fact(
                        3,
                        before.isPresent() && before.get().max() > pool.max() && pool.max() > 0 && pool.isFull(),
                        "it has %d connections now, and had %d before",
                        pool.max(),
                        before.map(Facts.Pool::max).orElse(0))
                .fact(
                        2,
                        pool.isFull() && pool.pending() + pool.timeouts() > 0,
                        "%d of %d are in use, %d waited at once, %d in vain",
                        pool.used(),
                        pool.max(),
                        pool.pending(),
                        pool.timeouts())
                .fact(
                        1,
                        pool.looks() >= A_FEW && pool.working() >= MOSTLY && pool.isFull(),
                        "%.0f %% of them have a statement running",
                        100 * pool.working())
                .fact(
                        -2,
                        scans > 0 && pool.isFull(),
                        "%d statements in it read whole tables: more connections would share the same processor",
                        scans)
                .fact(
                        -2,
                        before.isPresent()
                                && before.get().isFull()
                                && before.get().max() == pool.max(),
                        "it was full before, and well")
                .fact(-4, pool.max() > 0 && !pool.isFull(), "%d of %d are in use", pool.used(), pool.max());
    }

    private static Weighing held(Facts facts, Facts.Pool pool) {
        Optional<Facts.Call> slowCalls = facts.calls().stream()
                .filter(call -> call.service().equals(pool.service()) && call.slow() >= A_FEW)
                .findFirst();
        return new Weighing(
                        "held-connections",
                        "Somebody holds connections of %s and does nothing".formatted(pool.service()))
                .fact(
                        5,
                        pool.isFull() && pool.looks() > 0 && pool.working() < HARDLY,
                        "%d of %d are in use, and %.0f %% of them have a statement running",
                        pool.used(),
                        pool.max(),
                        100 * pool.working())
                .fact(
                        1,
                        pool.isFull() && pool.timeouts() > 0 && pool.working() < HARDLY,
                        "%d waited for one in vain",
                        pool.timeouts())
                .fact(
                        1,
                        slowCalls.isPresent() && pool.isFull(),
                        "%s of %s takes long meanwhile",
                        slowCalls.map(Facts.Call::name).orElse(""),
                        pool.service())
                .fact(
                        -3,
                        pool.looks() > 0 && pool.working() >= MOSTLY,
                        "%.0f %% of those in use have a statement running",
                        100 * pool.working())
                .fact(-4, pool.max() > 0 && !pool.isFull(), "%d of %d are in use", pool.used(), pool.max());
    }

    private static Optional<Facts.Pool> before(Facts facts, Facts.Pool pool) {
        return facts.earlier().pools().stream()
                .filter(other -> other.service().equals(pool.service()))
                .findFirst();
    }

    private static int scans(Facts facts, Facts.Pool pool) {
        return facts.tables().stream()
                .filter(table -> table.service().equals(pool.service()))
                .mapToInt(Facts.Table::scans)
                .sum();
    }
}
