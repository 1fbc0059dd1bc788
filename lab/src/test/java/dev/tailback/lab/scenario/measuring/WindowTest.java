package dev.tailback.lab.scenario.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
    private final Recording recording = new Recording();

    @Test
    void whatCameBetweenTwoLooksIsInTheWindowOfTheSecond() {
        recording.add("dead_letters", 5.9, 3);
        recording.add("dead_letters", 6.1, 4);
        recording.add("dead_letters", 7.9, 4);

        assertThat(Metric.DEAD_LETTERS.in(recording.between(5, 6))).isEmpty();
        assertThat(Metric.DEAD_LETTERS.in(recording.between(6, 8))).hasValue(1);
        assertThat(Metric.DEAD_LETTERS.in(recording.between(7, 8))).hasValue(0);
        assertThat(Metric.DEAD_LETTERS.in(recording.between(8, 9))).isEmpty();
    }

    /** A record of the crowd is of one second: three checkouts a second and a lag of 12. */
    @Test
    void aBacklogIsTheTimeInWhichAsManyCheckoutsCame() {
        recording.add("lag", 1.0, 12);
        assertThat(Metric.BACKLOG.in(recording.between(0, 2))).isEmpty();

        recording.add("checkouts", 0.9, 2);
        recording.add("checkouts", 1.1, 4);
        assertThat(Metric.BACKLOG.in(recording.between(0, 2))).hasValue(4_000);
        assertThat(Metric.BACKLOG.in(recording.between(1.05, 2))).isEmpty();
    }
}
