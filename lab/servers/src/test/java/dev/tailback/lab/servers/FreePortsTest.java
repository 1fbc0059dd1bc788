package dev.tailback.lab.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreePortsTest {

    @Test
    void portsAreDistinctAndFree() {
        assertThat(FreePorts.find(50)).hasSize(50).doesNotHaveDuplicates().allMatch(FreePorts::isFree);
    }

    @Test
    void portSomebodyListensOnIsNotFree() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(FreePorts.isFree(holder.getLocalPort())).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_001})
    void countOutsideTheAllowedIsNamed(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FreePorts.find(count))
                .withMessageContaining(Integer.toString(count));
    }
}
