package dev.tailback.lab.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.shop.OrderView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderTraceTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static OrderView ended(long afterSeconds, @Nullable String reason) {
        return new OrderView(
                new UUID(0, 1), "failed", "trace", reason, NOON, NOON.plusSeconds(8), NOON.plusSeconds(afterSeconds));
    }

    @Test
    void aTraceThatIsLongerThanItsShopperWaitedIsExplained() {
        assertThat(OrderTrace.lateness(ended(41, "stalled")))
                .hasValueSatisfying(why ->
                        assertThat(why).contains("33.0 s after patience was over", "so checkout ended it", "stalled"));
        assertThat(OrderTrace.lateness(ended(20, "deadline_exceeded")))
                .hasValueSatisfying(why -> assertThat(why).contains("12.0 s after", "for its turn"));
    }

    @Test
    void anOrderThatEndedInTimeNeedsNoExplanation() {
        assertThat(OrderTrace.lateness(ended(3, null))).isEmpty();
    }
}
