package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The process as it is run: its first line, its last one, and why it would not start. */
class FlowAlertsMainIT {
    // A second as a rule; a machine that has other things to do takes its time to start a JVM.
    private static final int PATIENCE_SECONDS = 60;
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path folder;

    private @Nullable Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void saysWhereItListensAndEndsCleanlyOnTerm() throws Exception {
        process = start(Map.of(Settings.PORT, "0", Settings.OTLP_HTTP_PORT, "0", Settings.OTLP_GRPC_PORT, "0"));
        await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> output().contains("ready"));
        assertThat(output())
                .containsPattern("flow-alerts ready: http://127\\.0\\.0\\.1:\\d+, OTLP http://127\\.0\\.0\\.1:\\d+, "
                        + "gRPC http://127\\.0\\.0\\.1:\\d+");

        process.destroy();

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("128 + TERM").isEqualTo(143);
        assertThat(output().lines().map(MAPPER::readTree))
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(line.get("service").asString()).isEqualTo("flow-alerts"))
                .last()
                .satisfies(line -> assertThat(line.get("message").asString()).isEqualTo("flow-alerts stopped"));
    }

    @Test
    void aWrongValueStopsTheStartWithOneSentence() throws Exception {
        process = start(Map.of(Settings.MAX_SPANS, "many"));

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(output())
                .isEqualTo("flow-alerts cannot start: FLOW_ALERTS_MAX_SPANS is 'many'; "
                        + "allowed: a whole number from 1 to 10000000\n");
    }

    @Test
    void anAddressThatIsNoBrokersStopsTheStartWithOneSentence() throws Exception {
        process = start(Map.of(
                Settings.PORT, "0",
                Settings.OTLP_HTTP_PORT, "0",
                Settings.OTLP_GRPC_PORT, "0",
                Settings.KAFKA, "nowhere"));

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(output())
                .startsWith("flow-alerts cannot start: KAFKA_BOOTSTRAP_SERVERS is 'nowhere': ")
                .endsWith("; allowed: host:port of a broker, or several with commas between\n")
                .hasLineCount(1);
    }

    @Test
    void aPortInUseStopsTheStartWithOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            process = start(Map.of(Settings.PORT, port, Settings.OTLP_HTTP_PORT, "0", Settings.OTLP_GRPC_PORT, "0"));

            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(output())
                    .startsWith("flow-alerts cannot start: port " + port + " of 127.0.0.1 cannot be opened: ")
                    .contains("FLOW_ALERTS_PORT", "FLOW_ALERTS_ADDRESS")
                    .hasLineCount(1);
        }
    }

    private Process start(Map<String, String> settings) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        ProcessBuilder builder = new ProcessBuilder(
                        java, "-Xmx128m", "-cp", System.getProperty("java.class.path"), FlowAlertsMain.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().putAll(settings);
        return builder.start();
    }

    private Path log() {
        return folder.resolve("log");
    }

    private String output() throws IOException {
        return Files.readString(log(), StandardCharsets.UTF_8);
    }
}
