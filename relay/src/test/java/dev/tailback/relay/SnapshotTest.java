package dev.tailback.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void readsAndWritesPostgresForm() {
        assertThat(Snapshot.of("100:104:100,102")).isEqualTo(new Snapshot(100, 104, List.of(100L, 102L)));
        assertThat(Snapshot.of("7:7:")).hasToString("7:7:");
        assertThat(Snapshot.of("100:104:100,102")).hasToString("100:104:100,102");
    }

    @Test
    void somethingElseIsRefusedWithItsText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Snapshot.of("100"))
                .withMessageContaining("'100'");
    }
}
