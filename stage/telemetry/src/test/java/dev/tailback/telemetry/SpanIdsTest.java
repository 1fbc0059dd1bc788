package dev.tailback.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanId;
import org.junit.jupiter.api.Test;

class SpanIdsTest {
    private final SpanIds ids = new SpanIds();

    @Test
    void theSameWorkHasTheSameIdAgain() {
        String first = idOf("process checkout carts-1@7");

        assertThat(SpanId.isValid(first)).isTrue();
        assertThat(idOf("process checkout carts-1@7")).isEqualTo(first);
        assertThat(idOf("process checkout carts-1@8")).isNotEqualTo(first);
    }

    @Test
    void onlyTheFirstSpanOfTheWorkHasIt() {
        try (SpanIds.Repeatable work = SpanIds.of("work")) {
            assertThat(ids.generateSpanId()).isNotEqualTo(ids.generateSpanId());
        }
    }

    @Test
    void whatFollowsIsRandomAgain() {
        try (SpanIds.Repeatable unused = SpanIds.of("work")) {
            assertThat(ids.generateTraceId()).isNotEqualTo(ids.generateTraceId());
        }

        assertThat(ids.generateSpanId()).isNotEqualTo(idOf("work"));
    }

    private String idOf(String work) {
        try (SpanIds.Repeatable repeatable = SpanIds.of(work)) {
            return ids.generateSpanId();
        }
    }
}
