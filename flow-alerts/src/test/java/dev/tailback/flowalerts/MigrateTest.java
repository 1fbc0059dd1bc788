package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrateTest {
    @Test
    void readsTheNumber() {
        assertThat(Migrate.of(new String[] {"migrate", "0"})).isEqualTo(new Migrate(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "migrate 999", "migrate -1", "migrate 1 2", "start", "--help"})
    void anythingElseIsRefusedWithWhatIsAllowed(String line) {
        assertThatThrownBy(() -> Migrate.of(line.split(" ")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("'" + line + "'")
                .hasMessageContaining("migrate and a number from 0 to ");
    }

    @Test
    void needsADatabase() {
        assertThatThrownBy(() -> new Migrate(0).run(Map.of()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("SPANS_DB_URL is missing");
    }
}
