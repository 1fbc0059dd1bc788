package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowAlertsIT {
    @Test
    void opensAllPortsOrNone() throws Exception {
        var otlpPort = freePort();
        var grpcPort = freePort();
        try (var taken = listen(0)) {
            var settings = Settings.from(Map.of(
                    Settings.PORT, String.valueOf(taken.getLocalPort()),
                    Settings.OTLP_HTTP_PORT, String.valueOf(otlpPort),
                    Settings.OTLP_GRPC_PORT, String.valueOf(grpcPort)));

            assertThatThrownBy(() -> FlowAlerts.start(settings)).isInstanceOf(CannotStart.class);
        }

        try (var http = listen(otlpPort);
                var grpc = listen(grpcPort)) {
            assertThat(http.isBound()).isTrue();
            assertThat(grpc.isBound()).isTrue();
        }
    }

    private static int freePort() throws IOException {
        try (var free = listen(0)) {
            return free.getLocalPort();
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
    }
}
