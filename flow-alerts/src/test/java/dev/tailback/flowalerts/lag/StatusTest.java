package dev.tailback.flowalerts.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class StatusTest {
    private final Looks looks = new Looks();

    private Status look(long committed, long latest) {
        return status(looks.look(committed, 0, latest));
    }

    private Status unowned(long committed, long latest) {
        return status(looks.look(committed, new Ends(0, latest), null, false));
    }

    private static Status status(PartitionLag partition) {
        return Objects.requireNonNull(partition.lag()).status();
    }

    @Test
    void anIdleGroupIsOkForAsLongAsItIsIdle() {
        for (int second = 0; second < 30; second++) {
            assertThat(unowned(5, 5)).isEqualTo(Status.OK);
        }
    }

    @Test
    void aPausedConsumerStallsWhenItHasStoodForTheWindow() {
        look(5, 5);
        for (int second = 0; second < 9; second++) {
            assertThat(look(5, 6)).as("after %s s", second).isEqualTo(Status.OK);
        }
        assertThat(look(5, 6)).isEqualTo(Status.STALL);
    }

    @Test
    void aDeadConsumerHasStopped() {
        look(5, 9);
        for (int second = 0; second < 9; second++) {
            assertThat(unowned(5, 9)).isEqualTo(Status.OK);
        }
        assertThat(unowned(5, 9)).isEqualTo(Status.STOP);
    }

    @Test
    void aRecordAfterALongPauseIsNoStall() {
        for (int second = 0; second < 30; second++) {
            look(5, 5);
        }
        assertThat(look(5, 6)).isEqualTo(Status.OK);
    }

    @Test
    void lagThatDoesNotShrinkFromCommitToCommitIsAWarning() {
        Status last = Status.OK;
        for (int second = 1; second < 8; second++) {
            last = look(second * 10L, second * 20L);
        }
        assertThat(last).isEqualTo(Status.WARN);
    }

    @Test
    void whoCatchesUpIsOkHoweverFarItIsBehind() {
        for (int second = 1; second < 12; second++) {
            assertThat(look(second * 20L, 1_000 + second * 10L)).isEqualTo(Status.OK);
        }
    }

    @Test
    void whoWasCaughtUpWithinTheWindowIsOk() {
        look(10, 10);
        look(20, 25);
        look(30, 40);
        assertThat(look(40, 60)).isEqualTo(Status.OK);
    }

    @Test
    void aResetBackwardsIsARewindUntilTheWindowIsOver() {
        look(100, 100);
        assertThat(look(50, 100)).isEqualTo(Status.REWIND);
        for (int second = 1; second < 10; second++) {
            assertThat(look(50 + second, 100)).as("after %s s", second).isEqualTo(Status.REWIND);
        }
        assertThat(look(61, 100)).isEqualTo(Status.OK);
    }

    @Test
    void aRewindIsOverWhenTheGroupHasCaughtUp() {
        look(100, 100);
        look(50, 100);
        assertThat(look(100, 100)).isEqualTo(Status.OK);
        assertThat(look(100, 101)).isEqualTo(Status.OK);
    }
}
