package dev.tailback.lab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static final Instant T = Instant.parse("2026-11-30T10:00:00Z");

    private final Marks marks = new Marks();

    @Test
    void whatChangedIsMarkedOnce() {
        see(0, Set.of("kill inventory"), Set.of());
        see(1, Set.of("kill inventory"), Set.of("inventory"));
        see(2, Set.of("kill inventory"), Set.of("inventory"));
        see(3, Set.of(), Set.of());

        assertThat(marks.all())
                .extracting(Mark::kind, Mark::text)
                .containsExactly(
                        tuple(Mark.Kind.SET, "kill inventory"),
                        tuple(Mark.Kind.DIED, "inventory is gone"),
                        tuple(Mark.Kind.CLEAR, "kill inventory"),
                        tuple(Mark.Kind.BACK, "inventory is back"));
    }

    @Test
    void marksAreBoundedInNumberAndTime() {
        for (int second = 0; second < 10_000; second++) {
            see(second, second % 2 == 0 ? Set.of("pool") : Set.of(), Set.of());
        }

        assertThat(marks.all()).hasSize(Marks.MOST);

        see(20_000, Set.of("pool"), Set.of());

        assertThat(marks.all()).hasSize(1);
    }

    private void see(int second, Set<String> faults, Set<String> gone) {
        marks.see(new Marks.Situation(faults, gone, Set.of()), T.plusSeconds(second));
    }
}
