package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

class FlowAlertsIT {
    // A port that is closed a little late is seen late only sometimes.
    @RepeatedTest(10)
    void opensAllPortsOrNone() throws Exception {
        int otlpPort = freePort();
        int grpcPort = freePort();
        try (ServerSocket taken = listen(0)) {
            Settings settings = Settings.from(Map.of(
                    Settings.PORT, String.valueOf(taken.getLocalPort()),
                    Settings.OTLP_HTTP_PORT, String.valueOf(otlpPort),
                    Settings.OTLP_GRPC_PORT, String.valueOf(grpcPort)));

            assertThatThrownBy(() -> FlowAlerts.start(settings)).isInstanceOf(CannotStart.class);
        }

        try (ServerSocket http = listen(otlpPort);
                ServerSocket grpc = listen(grpcPort)) {
            assertThat(http.isBound()).isTrue();
            assertThat(grpc.isBound()).isTrue();
        }
    }

    /** Below those that the system gives to whoever connects, who might take it before we look. */
    private static int freePort() {
        return new Random()
                .ints(10_000, 30_000)
                .filter(FlowAlertsIT::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket free = listen(port)) {
            return free.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
    }
}
