package dev.tailback.lab.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.web.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentLinesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:02:30Z");

    private static Incident incident(String more) {
        return Json.read("""
            {"id":"5f0c1d2e3a4b","rule":"database-cascade","key":{"service.namespace":"shop"},"state":"firing",
             "summary":"stock is scanned","started_at":"2026-11-30T12:00:00Z","labels":{},"late":false%s}
            """.formatted(more), Incident.class);
    }

    @Test
    void aLineSaysWhatSinceWhenAndProbablyWhy() {
        List<String> lines = IncidentLines.all(
                List.of(incident(
                        ",\"cause\":{\"id\":\"x\",\"says\":\"An index is missing\",\"weight\":4,\"facts\":[]}")),
                NOW);

        assertThat(lines)
                .last()
                .isEqualTo("5f0c1d2e  firing  database-cascade  shop  2026-11-30T12:00:00Z  2 min 30 s  An index is"
                        + " missing");
    }

    @Test
    void whoLooksAfterItIsSaid() {
        assertThat(IncidentLines.all(
                        List.of(incident(
                                ",\"acknowledged\":{\"by\":\"ann\",\"at\":\"2026-11-30T12:01:00Z\",\"note\":\"\"}")),
                        NOW))
                .last()
                .asString()
                .contains("firing, ann");
    }

    @Test
    void factsAreForOrAgainst() {
        List<String> lines = IncidentLines.one(incident("""
            ,"evidence":{"orders":{"failed":3,"touched":10},"timeline":[],"causes":[
             {"id":"x","says":"An index is missing","weight":3,"facts":[{"weight":4,"says":"a"},{"weight":-1,"says":"b"}]}]}
            """), NOW);

        assertThat(lines)
                .containsSubsequence(
                        "stock is scanned",
                        "orders: 10 ended, 3 of them failed",
                        "An index is missing (+3)",
                        "  for     a",
                        "  against b");
    }

    @Test
    void nothingIsSaidToBeNothing() {
        assertThat(IncidentLines.all(List.of(), NOW)).containsExactly("Nothing has fired.");
    }
}
