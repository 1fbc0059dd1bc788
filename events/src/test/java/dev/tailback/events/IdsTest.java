package dev.tailback.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

    @Test
    void anIdTellsWhenItWasMade() {
        UUID id = UuidV7.at(NOON);

        assertThat(UuidV7.is(id)).isTrue();
        assertThat(UuidV7.time(id)).isEqualTo(NOON);
    }

    @Test
    void idsSortByTheirMillisecondAsPostgresSortsThem() {
        String earlier = UuidV7.at(NOON).toString();
        String later = UuidV7.at(NOON.plusMillis(1)).toString();

        assertThat(earlier).isLessThan(later);
        assertThat(UuidV7.floor(NOON).toString()).isLessThan(earlier);
        assertThat(UuidV7.floor(NOON.plusMillis(1)).toString()).isGreaterThan(earlier);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1-2-3-4-5",
                "9f2b6d1e-0c1a-4b7e-9b1f-1c2d3e4f5a6b",
                "0199a2b4-5c00-7abc-8def-0123456789zz"
            })
    void whatIsNoUuidOfVersion7IsNoOrderId(String text) {
        assertThatThrownBy(() -> OrderId.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SKU-1", "sku-00001", "SKU-00001 ", "SKU-1234567890"})
    void whatHasNotTheFormOfASkuIsNone(String text) {
        assertThatThrownBy(() -> new Sku(text)).hasMessageContaining("'" + text + "'");
    }
}
