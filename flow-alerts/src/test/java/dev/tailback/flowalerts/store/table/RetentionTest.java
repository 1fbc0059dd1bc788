package dev.tailback.flowalerts.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Retention RETENTION = new Retention(7, 30);

    @Test
    void aDayIsOverWhenItIsOlderThanItsOutcomeIsKept() {
        assertThat(RETENTION.isOver(successful(-7), TODAY)).isFalse();
        assertThat(RETENTION.isOver(successful(-8), TODAY)).isTrue();
        assertThat(RETENTION.isOver(failed(-30), TODAY)).isFalse();
        assertThat(RETENTION.isOver(failed(-31), TODAY)).isTrue();
    }

    @Test
    void coversNothingThatIsFartherAheadThanPartitionsAreMade() {
        assertThat(RETENTION.covers(successful(3), TODAY)).isTrue();
        assertThat(RETENTION.covers(successful(4), TODAY)).isFalse();
        assertThat(RETENTION.covers(failed(-30), TODAY)).isTrue();
        assertThat(RETENTION.covers(failed(-31), TODAY)).isFalse();
    }

    @Test
    void todayAndThreeDaysAreMadeAheadForBothOutcomes() {
        assertThat(Retention.ahead(TODAY)).hasSize(8).contains(successful(0), failed(3));
    }

    @Test
    void aPartitionIsKnownByItsName() {
        assertThat(successful(0).name()).isEqualTo("trace_spans_successful_20261121");
        assertThat(Partition.named("trace_spans_successful_20261121")).hasValue(successful(0));
        assertThat(Partition.named("trace_spans_successful_mine")).isEmpty();
        assertThat(Partition.named("orders")).isEmpty();
    }

    private static Partition successful(int days) {
        return new Partition(Outcome.SUCCESSFUL, TODAY.plusDays(days));
    }

    private static Partition failed(int days) {
        return new Partition(Outcome.FAILED, TODAY.plusDays(days));
    }
}
