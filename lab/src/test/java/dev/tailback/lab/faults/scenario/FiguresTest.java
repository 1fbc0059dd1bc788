package dev.tailback.lab.faults.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.faults.scenario.Burst.Query;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void timesAreOfQueriesThatHadAConnectionAndWaitsOfAll() {
        Burst catalog = new Burst("t", 2, 93.0, List.of(new Query(1, 2_800, "ok"), new Query(2_801, 2_810, "ok")));
        Burst checkout =
                new Burst("t", 1, 100.0, List.of(new Query(3_000, 0, "pool_timeout"), new Query(2, 7, "failed")));

        Figures figures = Figures.of(List.of(catalog, checkout));

        assertThat(figures.queries()).isEqualTo(4);
        assertThat(figures.queryMs().max()).isEqualTo(2_810);
        assertThat(figures.queryMs().p50()).isEqualTo(2_800);
        assertThat(figures.waitedMs().max()).isEqualTo(3_000);
        assertThat(figures.activeQueries()).isEqualTo(3);
        assertThat(figures.poolUtilizationPercent()).isEqualTo(100);
        assertThat(figures.poolTimeouts()).isEqualTo(1);
        assertThat(figures.failures()).isEqualTo(2);
        assertThat(figures.failureRatePercent()).isEqualTo(50);
    }
}
