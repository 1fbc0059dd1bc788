package dev.tailback.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {
    @Test
    void aTakenPortIsRefusedWithItsNumberWhoWantsItAndWhoHasIt() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = taken.getLocalPort();
            assertThatThrownBy(() -> LoopbackPort.demandFree(port, "checkout"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("port " + port + ", which checkout needs, is in use")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid())
                    .hasMessageContaining("--port-base");
        }
        assertThatCode(() -> LoopbackPort.demandFree(port, "checkout")).doesNotThrowAnyException();
    }

    @Test
    void theHolderIsToldWithoutTheFlagsOfItsJvm() {
        assertThat(PortHolder.telling("/jdk/bin/java -XX:+UseSerialGC -Xmx96m -Da.b=c -jar shop.jar --fast\n"))
                .isEqualTo("/jdk/bin/java -jar shop.jar --fast");
    }
}
