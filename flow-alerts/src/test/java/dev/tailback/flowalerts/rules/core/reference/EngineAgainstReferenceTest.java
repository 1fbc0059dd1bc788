package dev.tailback.flowalerts.rules.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class EngineAgainstReferenceTest {
    private static final long SEED = Long.getLong("tailback.test.rules.seed", 23);
    private static final int CASES = Integer.getInteger("tailback.test.rules.cases", 1_000);

    @Test
    void saysWhatTheReferenceSaysOfRandomRulesOverLateShuffledAndRepeatedSignalsWithRestarts() {
        Cases cases = new Cases(SEED);
        int told = 0;
        for (int i = 0; i < CASES; i++) {
            Case next = cases.next();
            told += next.verdicts().isEmpty() ? 0 : 1;
            if (next.difference().isPresent()) {
                Case smallest = new Shrinker(each -> each.difference().isPresent()).shrink(next);
                fail("case %d of seed %d: %s%nassertThat(%s.difference()).isEmpty();"
                        .formatted(i, SEED, smallest.difference().orElseThrow(), Pasted.java(smallest)));
            }
        }
        assertThat(told).as("cases in which a rule fired").isGreaterThan(CASES / 6);
    }

    @Test
    void everyOrderOfArrivalWithinTheBoundGivesTheSameVerdicts() {
        Cases cases = new Cases(SEED + 1);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < CASES / 3; i++) {
            Case next = cases.next();
            if (!next.rule().firesAtOnce()) {
                Case inOrder = arriving(next, given -> 0);
                Case shuffled = arriving(next, given -> random.nextLong(Case.OUT_OF_ORDER.toMillis()));
                assertThat(shuffled.verdicts().stream().map(EngineAgainstReferenceTest::withoutEvidence))
                        .as("case %d: %s", i, Pasted.java(shuffled))
                        .containsExactlyInAnyOrderElementsOf(inOrder.verdicts().stream()
                                .map(EngineAgainstReferenceTest::withoutEvidence)
                                .toList());
            }
        }
    }

    /** Each signal once or twice, after a delay of its own. */
    private static Case arriving(Case of, ToLongFunction<Given> delay) {
        List<Happening.Arrives> arrivals = new ArrayList<>();
        for (Happening happening : of.happenings()) {
            if (happening instanceof Happening.Arrives arrives) {
                Given given = arrives.given();
                arrivals.add(new Happening.Arrives(0, given, given.atMillis() + delay.applyAsLong(given)));
            }
        }
        arrivals.sort(Comparator.comparingLong(Happening.Arrives::clock));
        List<Happening> happenings = new ArrayList<>(arrivals);
        happenings.add(new Happening.Advances(1_000_000));
        return new Case(of.rule(), happenings);
    }

    private static Verdict withoutEvidence(Verdict verdict) {
        return verdict instanceof Verdict.Fired fired
                ? new Verdict.Fired(
                        fired.incident(), fired.rule(), fired.key(), fired.startNanos(), fired.late(), Evidence.NONE)
                : verdict;
    }
}
