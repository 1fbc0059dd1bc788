package dev.tailback.flowalerts.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiskCapTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Partition NOW = new Partition(Outcome.SUCCESSFUL, TODAY);
    private static final Partition YESTERDAY = new Partition(Outcome.SUCCESSFUL, TODAY.minusDays(1));
    private static final Partition BEFORE = new Partition(Outcome.SUCCESSFUL, TODAY.minusDays(2));
    private static final Partition FAILED_BEFORE = new Partition(Outcome.FAILED, TODAY.minusDays(9));

    @Test
    void belowTheCapNothingGoes() {
        assertThat(DiskCap.of(Map.of(NOW, 50L, YESTERDAY, 49L), 100, TODAY)).isEqualTo(cap(false));
    }

    @Test
    void theOldestSuccessfulDayGoesFirstAndNoMoreThanNeeded() {
        Map<Partition, Long> sizes = Map.of(NOW, 40L, YESTERDAY, 30L, BEFORE, 30L, FAILED_BEFORE, 10L);

        assertThat(DiskCap.of(sizes, 100, TODAY)).isEqualTo(cap(false, BEFORE));
    }

    @Test
    void failuresGoWhenNoSuccessfulDayIsLeftAndTodayStays() {
        Map<Partition, Long> sizes = Map.of(NOW, 120L, YESTERDAY, 30L, FAILED_BEFORE, 10L);

        assertThat(DiskCap.of(sizes, 100, TODAY)).isEqualTo(cap(true, YESTERDAY, FAILED_BEFORE));
    }

    private static DiskCap cap(boolean isFull, Partition... dropped) {
        return new DiskCap(List.of(dropped), isFull);
    }
}
