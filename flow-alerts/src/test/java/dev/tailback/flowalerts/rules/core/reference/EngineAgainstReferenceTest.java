package dev.tailback.flowalerts.rules.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class EngineAgainstReferenceTest {
    private static final long SEED = Long.getLong("tailback.test.rules.seed", 23);
    private static final int CASES = Integer.getInteger("tailback.test.rules.cases", 1_000);

    @Test
    void saysWhatTheReferenceSaysOfRandomRulesOverLateShuffledAndRepeatedSignalsWithRestarts() {
        var cases = new Cases(SEED);
        var told = 0;
        for (var i = 0; i < CASES; i++) {
            var next = cases.next();
            told += next.verdicts().isEmpty() ? 0 : 1;
            if (next.difference().isPresent()) {
                var smallest = new Shrinker(each -> each.difference().isPresent()).shrink(next);
                fail("case %d of seed %d: %s%nassertThat(%s.difference()).isEmpty();"
                        .formatted(i, SEED, smallest.difference().orElseThrow(), Pasted.java(smallest)));
            }
        }
        assertThat(told).as("cases in which a rule fired").isGreaterThan(CASES / 6);
    }

    @Test
    void everyOrderOfArrivalWithinTheBoundGivesTheSameVerdicts() {
        var cases = new Cases(SEED + 1);
        var random = new SplittableRandom(SEED);
        for (var i = 0; i < CASES / 3; i++) {
            var next = cases.next();
            if (!next.rule().firesAtOnce()) {
                var inOrder = arriving(next, given -> 0);
                var shuffled = arriving(next, given -> random.nextLong(Case.OUT_OF_ORDER.toMillis()));
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
        var arrivals = new ArrayList<Happening.Arrives>();
        for (var happening : of.happenings()) {
            if (happening instanceof Happening.Arrives arrives) {
                var given = arrives.given();
                arrivals.add(new Happening.Arrives(0, given, given.atMillis() + delay.applyAsLong(given)));
            }
        }
        arrivals.sort(Comparator.comparingLong(Happening.Arrives::clock));
        var happenings = new ArrayList<Happening>(arrivals);
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
