package dev.tailback.checkout.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.StockRefused;
import dev.tailback.events.StockReserved;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderStateTest {
    private static final OrderId ORDER = OrderId.at(Instant.EPOCH);
    private static final StockReserved RESERVED = new StockReserved(ORDER, Instant.EPOCH);
    private static final StockRefused REFUSED = new StockRefused(ORDER, Instant.EPOCH, List.of(Sku.numbered(1)));

    @Test
    void reservedStockConfirms() {
        assertThat(OrderState.PLACED.after(RESERVED)).isEqualTo(OrderState.CONFIRMED);
    }

    @Test
    void refusedStockRejects() {
        assertThat(OrderState.PLACED.after(REFUSED)).isEqualTo(OrderState.REJECTED);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLACED")
    void anOrderThatEndedTakesNoMoreAnswers(OrderState ended) {
        assertThatThrownBy(() -> ended.after(RESERVED)).hasMessageContaining(ORDER.toString());
        assertThatThrownBy(() -> ended.after(REFUSED)).hasMessageContaining(ended.name());
    }
}
