package dev.tailback.lab.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.arrivals.Pace;
import dev.tailback.lab.arrivals.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisitsTest {
    private static final Duration TEN = Duration.ofSeconds(10);

    @Test
    void asManyComeAsThePaceBringsWhileTheLoadLasts() {
        List<Visit> visits = visits(1);

        assertThat(visits).hasSize(3_000);
        assertThat(visits.getLast().offset()).isLessThan(TEN);
    }

    @Test
    void theSameSeedBringsTheSameShoppersAndAnotherOthers() {
        assertThat(visits(1)).isEqualTo(visits(1)).isNotEqualTo(visits(2));
    }

    @Test
    void cardsComeByTheirShares() {
        assertThat(visits(1).stream().filter(visit -> visit.card().startsWith("4000")))
                .hasSizeBetween(240, 360);
    }

    @Test
    void fewLookForWhatTheyWantAndThoseComeEvenly() {
        List<Visit> visits = visits(1);

        assertThat(visits.subList(0, 1_000).stream().filter(Visit::searches)).hasSize(20);
        assertThat(visits.subList(0, 100).stream().filter(Visit::searches)).hasSize(2);
    }

    @Test
    void eachHasTheirOwnPatience() {
        assertThat(visits(1))
                .allMatch(visit -> visit.patience().compareTo(Duration.ofSeconds(5)) >= 0
                        && visit.patience().compareTo(Duration.ofSeconds(60)) <= 0);
        assertThat(visits(1).stream()
                        .mapToLong(visit -> visit.patience().toMillis())
                        .average()
                        .orElseThrow())
                .isBetween(31_000.0, 34_000.0);
    }

    private static List<Visit> visits(long seed) {
        Cards cards = new Cards(new LinkedHashMap<>(Map.of("4000000000000002", Share.of("10%"))));
        Habits habits = new Habits(Duration.ZERO, PatienceRange.of("5s..60s"), Share.of("2%"), Retries.NONE, cards);
        List<Visit> visits = new ArrayList<>();
        new Visits(new JourneyPlan(Pace.climb(100, 500, TEN), TEN, Weights.USUAL, false, habits, Taste.EVEN, seed), 100)
                .forEachRemaining(visits::add);
        return visits;
    }
}
