package dev.tailback.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.load.Fact;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentOrdersTest {
    @Test
    void theLatestOfEachEndAreKnown() {
        RecentOrders orders = new RecentOrders();
        for (int n = 0; n < RecentOrders.MOST + 10; n++) {
            orders.note(new UUID(0, n), Fact.FAILED);
        }
        orders.note(new UUID(1, 0), Fact.CONFIRMED);

        assertThat(orders.that(Fact.FAILED))
                .hasSize(RecentOrders.MOST)
                .startsWith(new UUID(0, 10))
                .endsWith(new UUID(0, RecentOrders.MOST + 9));
        assertThat(orders.that(Fact.CONFIRMED)).containsExactly(new UUID(1, 0));
        assertThat(orders.that(Fact.DECLINED)).isEmpty();
    }
}
