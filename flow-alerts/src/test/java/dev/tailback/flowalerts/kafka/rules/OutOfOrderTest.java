package dev.tailback.flowalerts.kafka.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.core.engine.Engine;
import dev.tailback.flowalerts.rules.core.reference.Case;
import dev.tailback.flowalerts.rules.core.reference.Cases;
import dev.tailback.flowalerts.rules.core.reference.Happening;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutOfOrderTest {
    private static final long SEED = Long.getLong("tailback.test.rules.seed", 23);
    private static final int CASES = 400;
    private static final int PARTITIONS = 3;
    private static final long NANOS = 1_000_000;
    private static final long BEGIN = 90_000 * NANOS;
    private static final long END = 1_000_000 * NANOS;

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** What is read of a partition, in its order: late by less than the bound. */
    private record Arrival(Signal signal, long at) {}

    @Test
    void partitionsReadAtAnyPaceWithSignalsOutOfOrderGiveTheVerdictsOfOneEngineInOrder() {
        Cases cases = new Cases(SEED);
        int fired = 0;
        for (int i = 0; i < CASES; i++) {
            Case next = cases.next();
            // One that fires with the signal that completes it says what had come by then.
            if (next.rule().firesAtOnce()) {
                continue;
            }
            List<Signal> signals = signals(next);
            List<Verdict> wanted = inOrder(next, signals);
            SomeShares shares = spread(next, signals);

            assertThat(shares.told().stream().map(OutOfOrderTest::withoutEvidence))
                    .as("case %d of seed %d: %s", i, SEED, next)
                    .containsExactlyInAnyOrderElementsOf(
                            wanted.stream().map(OutOfOrderTest::withoutEvidence).toList());
            assertThat(shares.tallies().countRebuilt()).isZero();
            fired += wanted.isEmpty() ? 0 : 1;
        }
        assertThat(fired).as("cases in which a rule fired").isGreaterThan(CASES / 10);
    }

    private static List<Signal> signals(Case of) {
        return of.happenings().stream()
                .filter(Happening.Arrives.class::isInstance)
                .map(happening -> ((Happening.Arrives) happening).given().signal())
                .sorted(Comparator.comparingLong(Signal::timeNanos))
                .toList();
    }

    private static List<Verdict> inOrder(Case of, List<Signal> signals) {
        Engine engine = new Engine(List.of(of.rule()), Case.SETTINGS);
        List<Verdict> told = new ArrayList<>();
        signals.forEach(signal -> told.addAll(engine.accept(0, signal, signal.timeNanos())));
        told.addAll(engine.advanceTo(END));
        return told;
    }

    private SomeShares spread(Case of, List<Signal> signals) {
        SomeShares shares = new SomeShares(List.of(of.rule()), Case.SETTINGS, END);
        List<List<Arrival>> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(new ArrayList<>());
            // One of which nothing is known holds nothing up.
            shares.pass(partition, BEGIN);
        }
        for (Signal signal : signals) {
            long late = random.nextLong(Case.OUT_OF_ORDER.toNanos());
            partitions.get(random.nextInt(PARTITIONS)).add(new Arrival(signal, signal.timeNanos() + late));
        }
        partitions.forEach(partition -> partition.sort(Comparator.comparingLong(Arrival::at)));
        while (partitions.stream().anyMatch(partition -> !partition.isEmpty())) {
            int number = random.nextInt(PARTITIONS);
            if (!partitions.get(number).isEmpty()) {
                shares.take(number, partitions.get(number).removeFirst().signal());
            }
            if (random.nextInt(30) == 0) {
                shares.goes(random.nextInt(SomeShares.shares()));
            }
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            shares.pass(partition, END);
        }
        return shares;
    }

    private static Verdict withoutEvidence(Verdict verdict) {
        return verdict instanceof Verdict.Fired fired
                ? new Verdict.Fired(
                        fired.incident(), fired.rule(), fired.key(), fired.startNanos(), fired.late(), Evidence.NONE)
                : verdict;
    }
}
