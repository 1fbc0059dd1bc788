package dev.tailback.lab.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void aBaseGivesThirteenPortsInTheDocumentedOrder() {
        assertThat(Ports.from(9000))
                .isEqualTo(new Ports(9000, 9001, 9002, 9003, 9004, 9005, 9006, 9007, 9008, 9009, 9010, 9011, 9012));
    }

    @Test
    void noTwoProcessesWantTheSamePort() {
        List<Integer> opened = new ArrayList<>();
        for (Part part : Part.values()) {
            opened.addAll(Ports.standard().openedBy(part).keySet());
        }

        assertThat(opened)
                .doesNotHaveDuplicates()
                .doesNotContain(Ports.standard().controlRoom());
    }

    @Test
    void aBaseOutOfRangeIsRefusedByName() {
        assertThatThrownBy(() -> Ports.from(1023)).hasMessage("port base 1023 is not allowed: from 1024 to 65000");
        assertThatThrownBy(() -> Ports.from(65_001)).hasMessageContaining("65001");
        assertThat(Ports.from(65_000).postgresReplica()).isEqualTo(65_011);
    }
}
