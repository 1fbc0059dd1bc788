package dev.tailback.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {
    @TempDir
    private Path folder;

    @Test
    void everyFactComesBackOnceWithItsIdInTheOrderOfAdding() throws IOException {
        int ids = 50_000;
        try (Spill spill = new Spill(folder, "facts")) {
            for (int round = 0; round < 3; round++) {
                for (int id = 0; id < ids; id++) {
                    spill.add(id / 7, id, round, id * 2L, 0, 0);
                }
            }

            Map<Long, Integer> seen = new HashMap<>();
            spill.forEach((high, low, facts, starts, count) -> {
                assertThat(count).isEqualTo(3);
                for (int round = 0; round < count; round++) {
                    assertThat(facts[starts[round] + 2]).isEqualTo(round);
                    assertThat(facts[starts[round] + 3]).isEqualTo(low * 2);
                }
                seen.merge(low, 1, Integer::sum);
            });

            assertThat(seen)
                    .hasSize(ids)
                    .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
            assertThat(folder).as("so that a killed audit leaves nothing").isEmptyDirectory();
        }
    }

    @Test
    void itCanBeReadAgainAfterMoreWasAdded() throws IOException {
        try (Spill spill = new Spill(folder, "facts")) {
            UUID id = UUID.randomUUID();
            int[] counts = new int[2];
            for (int reading = 0; reading < 2; reading++) {
                spill.add(id.getMostSignificantBits(), id.getLeastSignificantBits(), reading, 0, 0, 0);
                int now = reading;
                spill.forEach((high, low, facts, starts, count) -> counts[now] = count);
            }

            assertThat(counts).containsExactly(1, 2);
        }
    }

    @Test
    void moreThanFitsIntoMemoryIsRefusedWithASentence() throws IOException {
        try (Spill spill = new Spill(folder, "facts")) {
            for (int fact = 0; fact < 410_000; fact++) {
                spill.add(1, 1, fact, 0, 0, 0);
            }

            assertThatThrownBy(() -> spill.forEach((high, low, facts, starts, count) -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("410,000 facts are more than the audit sorts");
        }
    }
}
