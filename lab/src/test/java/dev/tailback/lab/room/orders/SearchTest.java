package dev.tailback.lab.room.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.control.BadRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    @Test
    void theBeginningOfAnOrdersIdIsEnough() {
        assertThat(Search.of(" 01A22d42-bd ", "any"))
                .isEqualTo(new Search(
                        UUID.fromString("01a22d42-bd00-0000-0000-000000000000"),
                        UUID.fromString("01a22d42-bdff-ffff-ffff-ffffffffffff"),
                        "",
                        Search.States.ANY));
    }

    @Test
    void whatIsNoOrdersIdIsATraces() {
        assertThat(Search.of("80a35b61", "failed"))
                .returns("80a35b61", Search::trace)
                .returns(Search.States.FAILED, Search::states);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>", "01a2'; DROP TABLE orders", "%", "00000000000000000000000000000000f"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Search.of(text, "any"))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("is not allowed");
    }

    @Test
    void aStateThatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> Search.of("", "late"))
                .hasMessage("state=late is not allowed: any, open, confirmed, failed");
    }
}
