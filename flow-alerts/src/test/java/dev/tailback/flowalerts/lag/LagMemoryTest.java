package dev.tailback.flowalerts.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LagMemoryTest {
    private static final Cost COST = new Cost(1, 1, 0, 0, 1);

    private static GroupLook group(String name, Map<Place, Long> committed) {
        return new GroupLook(name, GroupKind.CONSUMER, "Stable", 1, committed, Map.of());
    }

    private static LagMemory memory(int mostPartitions) {
        return new LagMemory(new LagRules(Duration.ofSeconds(10), Pattern.compile(""), mostPartitions));
    }

    @Test
    void aTopicThatIsGoneTakesItsLagWithIt() {
        Place place = new Place("gone", 0);
        LagView view =
                memory(10).after(new Look(1, "c", Map.of(), List.of(group("g", Map.of(place, 1L))), Map.of(), COST));

        assertThat(view.groups().getFirst().partitions()).isEmpty();
        assertThat(view.groups().getFirst().isKnown()).isFalse();
    }

    @Test
    void aGroupThatIsGoneIsForgotten() {
        LagMemory memory = memory(1);
        Place place = new Place("t", 0);
        Map<Place, Ends> ends = Map.of(place, new Ends(0, 5));
        memory.after(new Look(1, "c", ends, List.of(group("old", Map.of(place, 1L))), Map.of(), COST));

        LagView view = memory.after(new Look(2, "c", ends, List.of(group("new", Map.of(place, 2L))), Map.of(), COST));

        assertThat(view.groups()).extracting(GroupLag::group).containsExactly("new");
        assertThat(view.leftOut()).isZero();
    }

    @Test
    void whatHasNoRoomIsCounted() {
        Map<Place, Long> committed = Map.of(new Place("t", 0), 1L, new Place("t", 1), 1L, new Place("t", 2), 1L);
        Map<Place, Ends> ends = Map.of(
                new Place("t", 0),
                new Ends(0, 5),
                new Place("t", 1),
                new Ends(0, 5),
                new Place("t", 2),
                new Ends(0, 5));

        LagView view = memory(2).after(new Look(1, "c", ends, List.of(group("g", committed)), Map.of(), COST));

        assertThat(view.groups().getFirst().partitions()).hasSize(2);
        assertThat(view.leftOut()).isEqualTo(1);
    }

    @Test
    void historyKeepsAnHourBySecondsAndAsManyGroupsAsItHasRoomFor() {
        LagHistory history = new LagHistory();
        LagMemory memory = memory(10);
        Place place = new Place("t", 0);
        for (long second = 0L; second < LagHistory.SECONDS + 10; second++) {
            history.take(memory.after(new Look(
                    second * 1000,
                    "c",
                    Map.of(place, new Ends(0, second)),
                    List.of(group("g", Map.of(place, 0L))),
                    Map.of(),
                    COST)));
        }

        assertThat(history.of("g", 0)).hasSize(LagHistory.SECONDS);
        assertThat(history.of("g", 3_600))
                .extracting(LagHistory.Point::records)
                .contains(3_609L)
                .doesNotContain(3_599L);
        assertThat(history.of("nobody", 0)).isEmpty();
    }
}
