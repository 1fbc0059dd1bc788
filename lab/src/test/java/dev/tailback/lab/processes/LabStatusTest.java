package dev.tailback.lab.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.web.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LabStatusTest {
    private static final ProcessStatus UP =
            new ProcessStatus("checkout", 4711L, "up", 8082, 200_000L, 180_000L, 4.2, null, null, null, null);
    private static final ProcessStatus DEAD = new ProcessStatus(
            "catalog", null, "dead", 8081, null, null, null, "killed by signal 9 (KILL)", null, null, null);

    @Test
    void jsonHasTheDocumentedNames() {
        LabStatus status = new LabStatus(
                false,
                Instant.parse("2026-01-02T03:04:05Z"),
                "/somewhere",
                List.of(UP, DEAD),
                Map.of("catalog", "url"),
                Map.of("DB_MAX_CONNECTIONS", "20"));

        JsonNode json = Json.tree(Json.pretty(status));

        assertThat(json).isEqualTo(Json.tree("""
                {"ready": false, "started_at": "2026-01-02T03:04:05Z", "home": "/somewhere",
                 "processes": [
                   {"name": "checkout", "pid": 4711, "state": "up", "port": 8082, "rss_kb": 200000, "pss_kb": 180000,
                    "ready_seconds": 4.2},
                   {"name": "catalog", "state": "dead", "port": 8081, "cause": "killed by signal 9 (KILL)"}],
                 "urls": {"catalog": "url"}, "settings": {"DB_MAX_CONNECTIONS": "20"}}"""));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        LabStatus status = new LabStatus(true, Instant.EPOCH, "/somewhere", List.of(UP), Map.of(), Map.of());

        assertThat(Json.read(Json.compact(status), LabStatus.class)).isEqualTo(status);
    }

    @Test
    void whatIsDeadIsNotUp() {
        LabStatus status = new LabStatus(false, Instant.EPOCH, "/somewhere", List.of(UP, DEAD), Map.of(), Map.of());

        assertThat(status.notUp()).containsExactly("catalog");
    }

    @Test
    void withoutALabEveryProcessIsStopped() {
        LabStatus status = LabStatus.stopped(new Home(Path.of("nowhere")), Ports.standard());

        assertThat(status.processes())
                .hasSize(1 + Part.usual().size())
                .allMatch(process -> process.is(ProcessState.STOPPED));
    }
}
