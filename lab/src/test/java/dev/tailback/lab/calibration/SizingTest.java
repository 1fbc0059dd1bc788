package dev.tailback.lab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizingTest {
    private static final int SAMPLE = 250_000;

    @Test
    void tablesGrowUntilTheScansCostWhatTheStorySays() {
        Costs measured = new Costs(500, 10, 60, 300, 300);

        Sizing sizing = Sizing.of(SAMPLE, measured, 1);

        assertThat(sizing).isEqualTo(new Sizing(1_000_000, 1_250_000, 2.5));
        assertThat(sizing.expected(SAMPLE, measured)).isEqualTo(new Costs(2_000, 40, 300, 1_200, 1_500));
    }

    @Test
    void whatIsSoldIsOnTheShelves() {
        assertThat(Sizing.of(SAMPLE, new Costs(500, 10, 200, 300, 300), 1).skus())
                .isEqualTo(1_000_000);
    }

    @Test
    void aMachineThatIsFarOffGetsTablesWithinReason() {
        assertThat(Sizing.of(SAMPLE, new Costs(1, 1, 1, 300, 300), 1)).isEqualTo(new Sizing(4_000_000, 4_000_000, 2.5));
        assertThat(Sizing.of(SAMPLE, new Costs(1e6, 1e6, 1e6, 300, 300), 1)).isEqualTo(new Sizing(20_000, 20_000, 2.5));
        assertThat(Sizing.of(SAMPLE, new Costs(0, 0, -1, 300, 300), 1))
                .isEqualTo(new Sizing(4_000_000, 4_000_000, 2.5));
    }

    @Test
    void moreShoppersComeWhereMoreCoresServeThem() {
        assertThat(Sizing.of(SAMPLE, new Costs(500, 10, 60, 300, 300), 4).scale())
                .isEqualTo(10);
    }
}
