package dev.tailback.lab.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final Agenda agenda = new Agenda();
    private final Pool pool = new Pool(agenda, new PoolLimits(2, 5));
    private final List<String> heard = new ArrayList<>();

    @Test
    void firstComeFirstServed() {
        List.of("a", "b", "c", "d").forEach(this::borrow);
        pool.giveBack();
        pool.giveBack();

        assertThat(heard).containsExactly("a got", "b got", "c got", "d got");
    }

    @Test
    void whoeverWaitsTooLongIsSentAwayAndTheOthersAreNot() {
        List.of("a", "b", "c").forEach(this::borrow);
        agenda.advanceTo(1);
        borrow("d");

        agenda.advanceTo(5);
        pool.sendAwayTheImpatient();

        assertThat(heard).containsExactly("a got", "b got", "c timed out");
        pool.giveBack();
        assertThat(heard).endsWith("d got");
    }

    @Test
    void aPoolThatShrankLendsNothingUntilItIsSmallEnough() {
        List.of("a", "b", "c").forEach(this::borrow);
        pool.resize(new PoolLimits(1, 5));
        pool.giveBack();
        assertThat(heard).doesNotContain("c got");

        pool.giveBack();
        assertThat(heard).endsWith("c got");
    }

    private void borrow(String who) {
        pool.borrow(() -> heard.add(who + " got"), () -> heard.add(who + " timed out"));
    }
}
