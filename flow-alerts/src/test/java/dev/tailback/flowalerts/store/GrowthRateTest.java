package dev.tailback.flowalerts.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.store.table.Outcome;
import dev.tailback.flowalerts.store.table.Retention;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthRateTest {
    private static final Retention RETENTION = new Retention(7, 30);

    @Test
    void sixHoursAreTakenFourTimesAndWhatIsDroppedDoesNotGrow() {
        GrowthRate rate =
                new GrowthRate(Duration.ofHours(6), Map.of(Outcome.SUCCESSFUL, 900L, Outcome.FAILED, 100L), 1_000);

        StoreReport.Growth growth = rate.growth(RETENTION);

        assertThat(growth.measuredHours()).isEqualTo(6);
        assertThat(growth.spansPerDay()).isEqualTo(4_000);
        assertThat(growth.bytesPerDay()).isEqualTo(4_000_000);
        assertThat(growth.projected())
                .containsExactly(
                        new StoreReport.Projection(7, 28_000_000),
                        new StoreReport.Projection(30, 8 * 3_600_000 + 30 * 400_000),
                        new StoreReport.Projection(90, 8 * 3_600_000 + 31 * 400_000));
    }

    @Test
    void nothingMeasuredIsNoGrowth() {
        assertThat(new GrowthRate(Duration.ZERO, Map.of(), 0).growth(RETENTION).bytesPerDay())
                .isZero();
    }
}
