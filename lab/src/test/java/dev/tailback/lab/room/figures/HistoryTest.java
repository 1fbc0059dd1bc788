package dev.tailback.lab.room.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final long NOON = 1_796_040_000L;

    private final History history = new History();

    @Test
    void aSecondInWhichNobodyLookedHasNoSlot() {
        history.add(NOON, new Figures().put(Figure.ACCEPTED, 1));
        history.add(NOON + 5, new Figures().put(Figure.ACCEPTED, 2.00049));

        History.Page page = history.after(0, NOON + 9);

        assertThat(page.seconds()).containsExactly(NOON, NOON + 5);
        assertThat(page.series().get("accepted")).containsExactly(1L, 2L);
    }

    @Test
    void whatWasNotKnownIsNullAndWhatNeverWasIsLeftOut() {
        history.add(NOON, new Figures().put(Figure.ACCEPTED, 1));
        history.add(NOON + 1, new Figures());

        History.Page page = history.after(0, NOON + 1);

        assertThat(page.series()).containsOnlyKeys("accepted");
        assertThat(page.series().get("accepted")).containsExactly(1L, null);
    }

    @Test
    void itHoldsAnHourAndNoMore() {
        for (long second = NOON; second < NOON + 2 * 3_600; second++) {
            history.add(second, new Figures().put(Figure.ACCEPTED, second - NOON));
        }

        History.Page page = history.after(0, NOON + 2 * 3_600 - 1);

        assertThat(page.seconds()).hasSize(3_600).startsWith(NOON + 3_600);
        assertThat(page.series().get("accepted")).startsWith(3_600L);
    }

    @Test
    void whoComesBackIsToldWhatCameSince() {
        history.add(NOON, new Figures().put(Figure.ACCEPTED, 1));
        history.add(NOON + 1, new Figures().put(Figure.ACCEPTED, 2));

        assertThat(history.after(NOON, NOON + 1).seconds()).containsExactly(NOON + 1);
    }
}
