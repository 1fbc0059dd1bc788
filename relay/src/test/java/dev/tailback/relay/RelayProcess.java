package dev.tailback.relay;

import static org.awaitility.Awaitility.await;

import dev.tailback.lab.servers.FreePorts;
import dev.tailback.lab.servers.Leash;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A relay in a process of its own, so that it can be killed and stopped. */
final class RelayProcess implements AutoCloseable {
    private final Leash leash;
    private final int port;

    RelayProcess(String name, Path directory, Map<String, String> given) throws IOException {
        port = FreePorts.find(1).getFirst();
        Map<String, String> environment = new HashMap<>(given);
        environment.put("RELAY_NAME", name);
        environment.put("RELAY_PORT", Integer.toString(port));
        List<String> argv = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RelayMain.class.getName());
        leash = Leash.start(new Leash.Command(
                argv, environment, directory.resolve(name + ".log"), directory.resolve(name + ".pid")));
    }

    RelayProcess awaitRole(String role) {
        await(role)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> is(role));
        return this;
    }

    private boolean is(String role) throws InterruptedException {
        try {
            JsonNode condition =
                    JsonMapper.shared().readTree(RunningRelay.health(port).body());
            return condition.path("role").asString().equals(role)
                    && condition.path("status").asString().equals("up");
        } catch (IOException notYet) {
            return false;
        }
    }

    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("bash", "-c", "kill -" + signal + " " + leash.pid())
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        leash.kill();
        leash.onExit().join();
    }
}
