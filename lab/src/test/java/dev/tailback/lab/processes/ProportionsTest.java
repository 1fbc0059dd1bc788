package dev.tailback.lab.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tailback.lab.home.Part;
import org.junit.jupiter.api.Test;

class ProportionsTest {
    /** The model of black-friday counts on it. */
    @Test
    void theReplicaSharesTheCoresOfThePrimary() {
        assumeTrue(Proportions.canBindToCores(), "there is no taskset here");
        Proportions oneCore = new Proportions(null, null, 1);

        assertThat(oneCore.prefix(Part.POSTGRES)).isNotEmpty();
        assertThat(oneCore.prefix(Part.REPLICA)).isEqualTo(oneCore.prefix(Part.POSTGRES));
        assertThat(oneCore.prefix(Part.KAFKA)).isEmpty();
    }
}
