package dev.tailback.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.events.UuidV7;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoughtIdsTest {
    private static final List<UUID> IDS = IntStream.range(0, 100)
            .mapToObj(n -> UuidV7.at(Instant.ofEpochMilli(1_700_000_000_000L + n)))
            .toList();

    @Test
    void whatWasNotFoundIsMissingInTheOrderOfTime() {
        SoughtIds sought = new SoughtIds(IDS.reversed());

        IDS.stream().filter(id -> IDS.indexOf(id) % 3 != 0).forEach(sought::found);

        assertThat(sought.missing())
                .isEqualTo(IDS.stream().filter(id -> IDS.indexOf(id) % 3 == 0).toList());
        assertThat(sought.allFound()).isFalse();
    }

    @Test
    void duplicatesAndStrangersCountForNothing() {
        SoughtIds sought = new SoughtIds(IDS.subList(0, 2));

        sought.found(IDS.get(0));
        sought.found(IDS.get(0));
        sought.found(IDS.get(50));

        assertThat(sought.missing()).containsExactly(IDS.get(1));
    }

    @Test
    void nothingIsMissingWhenAllWasFound() {
        SoughtIds sought = new SoughtIds(IDS);

        IDS.forEach(sought::found);

        assertThat(sought.allFound()).isTrue();
        assertThat(sought.missing()).isEmpty();
    }
}
