package dev.tailback.flowalerts.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class BehindTest {
    private final Looks looks = new Looks();

    private static PartitionLag.Lag lag(PartitionLag partition) {
        return Objects.requireNonNull(partition.lag());
    }

    private PartitionLag.Lag look(long committed, Ends ends, Unread unread) {
        return lag(looks.look(committed, ends, unread, true));
    }

    @Test
    void secondsAreTheAgeOfTheOldestUnreadRecord() {
        PartitionLag.Lag lag = look(5, new Ends(0, 9), new Unread.Found(5, looks.nowMillis() - 41_000));

        assertThat(lag.records()).isEqualTo(4);
        assertThat(lag.seconds()).isEqualTo(42);
    }

    @Test
    void nothingToReadIsZeroSeconds() {
        assertThat(lag(looks.look(9L, 0, 9)).seconds()).isZero();
    }

    @Test
    void whatWasNeverCommittedIsAbsentAndNotZero() {
        assertThat(looks.look(null, 2, 9).lag()).isNull();
    }

    @Test
    void whatWasNeverCommittedIsAllThatIsKeptForWhoBeginsWithTheEarliest() {
        PartitionLag.Lag lag = lag(new Looks("ship.*").look(null, 2, 9));

        assertThat(lag.records()).isEqualTo(7);
        assertThat(lag.lost()).isZero();
    }

    @Test
    void recordsThatRetentionDeletedAreLostAndNotLag() {
        PartitionLag.Lag lag = lag(looks.look(5L, 20, 30));

        assertThat(lag.records()).isEqualTo(10);
        assertThat(lag.lost()).isEqualTo(15);
    }

    @Test
    void theMarkerOfATransactionAtTheEndIsNoRecord() {
        PartitionLag.Lag lag = look(3, new Ends(0, 4), new Unread.Nothing(4));

        assertThat(lag.records()).isZero();
        assertThat(lag.seconds()).isZero();
        assertThat(lag.status()).isEqualTo(Status.OK);
    }

    @Test
    void theGapThatCompactionLeftIsNotToBeRead() {
        assertThat(look(3, new Ends(0, 100), new Unread.Found(90, 1)).records()).isEqualTo(10);
    }

    @Test
    void aCommitBehindTheEndThatWasSeenIsNoNegativeLag() {
        PartitionLag.Lag lag = lag(looks.look(12L, 0, 10));

        assertThat(lag.records()).isZero();
    }

    @Test
    void aTimeInTheFutureIsNotBelievedAndTheAgeGrowsAllTheSame() {
        looks.look(5L, 0, 5);
        Unread.Found future = new Unread.Found(5, looks.nowMillis() + 3_600_000);
        PartitionLag.Lag first = look(5, new Ends(0, 6), future);
        for (int second = 0; second < 20; second++) {
            look(5, new Ends(0, 6), future);
        }
        PartitionLag.Lag later = look(5, new Ends(0, 6), future);

        assertThat(first.seconds()).isPositive().isLessThanOrEqualTo(1);
        assertThat(later.seconds()).isCloseTo(first.seconds() + 21, within(0.01));
    }

    @Test
    void theAgeGrowsWhileNobodyProducesEvenWithoutTimeStamps() {
        looks.look(5L, 0, 5);
        double before = lag(looks.look(5L, 0, 8)).seconds();
        for (int second = 0; second < 300; second++) {
            double now = lag(looks.look(5L, 0, 8)).seconds();
            assertThat(now).isGreaterThan(before);
            before = now;
        }
        assertThat(before).isCloseTo(300, within(1.5));
    }

    @Test
    void withoutTimeStampsTheAgeComesFromTheEndsThatWereSeen() {
        for (int second = 0; second < 60; second++) {
            looks.look(0L, 0, second * 10L);
        }
        // The record 300 was written in the second in which the end went from 300 to 310; now the end is at 600.
        assertThat(lag(looks.look(300L, 0, 600)).seconds()).isCloseTo(30, within(1.0));
    }

    @Test
    void drainTimeIsNeverWhereMoreComesThanGoes() {
        Looks grows = new Looks();
        Looks shrinks = new Looks();
        PartitionLag.Lag never = null;
        PartitionLag.Lag soon = null;
        for (int second = 0; second < 10; second++) {
            never = lag(grows.look(second * 10L, 0, 1_000 + second * 20L));
            soon = lag(shrinks.look(second * 20L, 0, 1_000 + second * 10L));
        }
        assertThat(Objects.requireNonNull(never).drainSeconds()).isInfinite();
        assertThat(Objects.requireNonNull(soon).drainSeconds()).isCloseTo((1_090 - 180) / 10.0, within(1.0));
        assertThat(soon.rates().consumed()).isCloseTo(20, within(0.1));
        assertThat(soon.rates().produced()).isCloseTo(10, within(0.1));
    }

    @Test
    void theShareOfWhatIsKeptSaysHowNearLossIs() {
        PartitionLag partition = looks.look(25L, 20, 30);

        assertThat(partition.retentionShare()).isEqualTo(0.5);
        assertThat(partition.retentionMargin()).isEqualTo(0.5);
    }
}
