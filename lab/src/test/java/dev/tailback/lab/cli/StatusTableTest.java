package dev.tailback.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.processes.ProcessStatus;
import dev.tailback.lab.terminal.Terminal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    private static final ProcessStatus KAFKA =
            new ProcessStatus("kafka", 12L, "up", 19092, 190L << 10, 170L << 10, 1.2, null, null, null, null);
    private static final ProcessStatus DEAD = new ProcessStatus(
            "checkout", null, "dead", 8082, null, null, null, "killed by signal 9 (KILL)", null, null, null);

    @Test
    void memoryIsSummedAndADeathIsExplained() {
        List<String> lines = lines(KAFKA, DEAD);

        assertThat(lines)
                .contains("kafka     up      12  19092  190 MB  170 MB")
                .contains("checkout  dead         8082")
                .contains("sum                          190 MB  170 MB")
                .anyMatch(
                        line -> line.startsWith("checkout: killed by signal 9 (KILL); ./tailback up starts it again"));
    }

    @Test
    void whatSomebodyShouldKnowStandsBelow() {
        ProcessStatus relay = new ProcessStatus(
                "relay", 13L, "up", 8085, 90L << 10, null, 2.0, null, "follows; another relay leads", null, null);

        assertThat(lines(relay)).contains("relay: follows; another relay leads");
    }

    @Test
    void aSystemWithoutPssHasNoSuchColumn() {
        List<String> lines =
                lines(new ProcessStatus("kafka", 12L, "up", 19092, 190L << 10, null, 1.2, null, null, null, null));

        assertThat(lines.getFirst()).endsWith("RSS");
        assertThat(lines).noneMatch(line -> line.contains("PSS"));
    }

    @Test
    void nothingIsSummedWhereNoMemoryIsTold() {
        List<String> lines =
                lines(new ProcessStatus("kafka", null, "up", 19092, null, null, 1.2, null, null, null, null));

        assertThat(lines.getFirst()).endsWith("port");
        assertThat(lines).noneMatch(line -> line.startsWith("sum"));
    }

    private static List<String> lines(ProcessStatus... processes) {
        LabStatus status = new LabStatus(false, Instant.EPOCH, "/somewhere", List.of(processes), Map.of(), Map.of());
        return StatusTable.lines(status, Terminal.silent());
    }
}
