package dev.tailback.lab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.home.Ports;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkedBlockTest {
    @Test
    void commandsAreRunAtTheLabsPortsAndOutputIsLeftOut() {
        MarkedBlock block = block(
                "$ ./tailback topics", "topic   partitions", "$ curl -s localhost:8083/admin/pool \\", "    -d '{}'");

        assertThat(block.script(List.of("java", "-jar", "it's.jar"), Ports.from(20_000))
                        .lines())
                .contains("tailback() { 'java' '-jar' 'it'\\''s.jar' \"$@\"; }")
                .endsWith("tailback topics", "curl -s 127.0.0.1:20003/admin/pool \\", "    -d '{}'");
    }

    @Test
    void someBlocksAreMarked() throws Exception {
        assertThat(MarkedBlock.all()).hasSizeGreaterThan(5);
    }

    private static MarkedBlock block(String... lines) {
        return new MarkedBlock(
                new Page(Path.of("page.md"), List.of(), List.of()), new Page.Block("console run", List.of(lines)));
    }
}
