package dev.tailback.lab.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.terminal.Refusal;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WatchersTest {
    private final Watchers watchers = new Watchers();

    @Test
    void whoIsSlowGetsTheLatestOfEachKind() throws InterruptedException {
        try (Watchers.Watcher slow = watchers.add()) {
            tell("frame", "1");
            tell("alerts", "a");
            tell("frame", "2");

            assertThat(next(slow) + next(slow)).isIn("2a", "a2");
            assertThat(slow.next(1)).isNull();
        }
    }

    @Test
    void whoComesLaterIsToldAtOnceWhatIsKnown() throws InterruptedException {
        tell("frame", "1");

        try (Watchers.Watcher late = watchers.add()) {
            assertThat(next(late)).isEqualTo("1");
        }
    }

    @Test
    void whoLeavesIsCountedNoMore() {
        watchers.add().close();

        assertThat(watchers.count()).isZero();
    }

    @Test
    void watchersAreBounded() {
        for (int each = 0; each < Watchers.MOST; each++) {
            watchers.add();
        }

        assertThatThrownBy(watchers::add).isInstanceOf(Refusal.class).hasMessageContaining("64 pages watch already");
    }

    private void tell(String kind, String news) {
        watchers.tell(kind, news.getBytes(UTF_8));
    }

    private static String next(Watchers.Watcher watcher) throws InterruptedException {
        return new String(Objects.requireNonNull(watcher.next(1_000)), UTF_8);
    }
}
