package dev.tailback.lab.lookups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.produce.FakeShop;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.Wire;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LookupLoadTest {
    @Test
    void oneListingComesToTenProducts() {
        assertThat(LongStream.range(0, 1_100).filter(LookupPlan.USUAL::isListing))
                .hasSize(100);
        assertThat(LongStream.range(0, 11).filter(LookupPlan.USUAL::isListing)).hasSize(1);
    }

    @Test
    void everyReadIsMadeAndToldByItsKind() throws Exception {
        try (FakeShop shop = new FakeShop();
                Wire wire = new Wire()) {
            LookupReport report = new LookupLoad(
                            new Shop(wire, shop.ports()), new LookupPlan(100, Duration.ofMillis(215), 0.1))
                    .run();

            assertThat(report.queries()).isEqualTo(22);
            assertThat(report.listings().count()).isEqualTo(2);
            assertThat(report.products().count()).isEqualTo(20);
            assertThat(report.isWell()).isTrue();
        }
    }

    @Test
    void whatIsNoPlanIsRefused() {
        assertThatThrownBy(() -> new LookupPlan(0, Duration.ofSeconds(1), 0.1))
                .hasMessage("queries_per_second 0.0 is not allowed: more than 0, at most 5000");
        assertThatThrownBy(() -> new LookupPlan(50, Duration.ZERO, 0.1)).hasMessageContaining("duration_seconds 0.0");
        assertThatThrownBy(() -> new LookupPlan(50, Duration.ofSeconds(1), -1))
                .hasMessageContaining("list_to_get -1.0");
    }
}
