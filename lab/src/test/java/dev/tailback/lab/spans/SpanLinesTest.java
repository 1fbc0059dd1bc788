package dev.tailback.lab.spans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.traces.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanLinesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String ORDER = "01980a3c-7c1e-7000-8000-0123456789ab";
    private static final List<Span> SPANS = List.of(new Span(
            TRACE,
            "00f067aa0ba902b7",
            null,
            "flow-alerts",
            "POST /authorizations/{order}/void",
            "client",
            1_763_740_800_000_000_000L,
            12.3,
            "error",
            Map.of("order.id", ORDER),
            null));

    @Test
    void whereThereIsRoomAllIsSaid() {
        assertThat(SpanLines.of(SPANS, Integer.MAX_VALUE))
                .last()
                .asString()
                .contains("11-21 16:00:00.000", "POST /authorizations/{order}/void", "error", ORDER, TRACE);
    }

    @Test
    void aNarrowTerminalGetsLinesThatFitAndTheWholeTrace() {
        for (int columns : new int[] {80, 100}) {
            assertThat(SpanLines.of(SPANS, columns))
                    .allMatch(line -> line.length() <= columns)
                    .last()
                    .asString()
                    .contains("16:00:00", "flow-alerts", "POST", "…", "✗", TRACE);
        }
    }
}
