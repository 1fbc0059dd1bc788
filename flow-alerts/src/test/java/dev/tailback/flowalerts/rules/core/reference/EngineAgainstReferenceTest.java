package dev.tailback.flowalerts.rules.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

class EngineAgainstReferenceTest {
    private static final long SEED = Long.getLong("tailback.test.rules.seed", 23);
    private static final int CASES = Integer.getInteger("tailback.test.rules.cases", 3_000);

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
}
