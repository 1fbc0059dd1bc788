package dev.tailback.lab.spans;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanFilterTest {
    @Test
    void saysOnlyWhatMattersAndEscapesIt() {
        SpanFilter filter = new SpanFilter(
                null,
                null,
                "checkout",
                "UPDATE tailback.orders",
                null,
                Duration.ofMillis(200),
                Map.of("a&b", "1=2"),
                Duration.ofMinutes(10));

        assertThat(filter.query())
                .isEqualTo("service=checkout&operation=UPDATE+tailback.orders&min_duration_ms=200&last_s=600"
                        + "&attr.a%26b=1%3D2");
    }

    @Test
    void nothingWantedIsNoQuery() {
        assertThat(new SpanFilter(null, null, null, null, null, null, Map.of(), null).query())
                .isEmpty();
    }
}
