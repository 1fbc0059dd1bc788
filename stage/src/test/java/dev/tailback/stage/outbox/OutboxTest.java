package dev.tailback.stage.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.events.OrderCancelled;
import dev.tailback.events.OrderId;
import dev.tailback.events.Topics;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutboxTest {
    @Test
    void whatNoTopicTakesIsRefusedBeforeItIsWritten() {
        Instant now = Instant.now();
        OrderId order = OrderId.at(now);
        int beside = Outbox.payload(new OrderCancelled(order, now, "")).length();

        assertThat(Outbox.payload(new OrderCancelled(order, now, "x".repeat(Topics.LARGEST_EVENT - beside))))
                .hasSize(Topics.LARGEST_EVENT);
        assertThatThrownBy(() ->
                        Outbox.payload(new OrderCancelled(order, now, "x".repeat(Topics.LARGEST_EVENT - beside + 1))))
                .hasMessageContainingAll(
                        order.toString(), "dev.tailback.OrderCancelled.v1", "1032205 bytes", "topic orders", "1032204");
    }
}
