package dev.tailback.lab.testlab;

import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** A flow-alerts of our own beside the lab, with room for every span of a test, and the variables that point there. */
public final class SpanReceiver implements AutoCloseable {
    private final Process process;
    private final Ports ports;

    public SpanReceiver(Path log, int portBase, Web web) throws IOException {
        Installation installation = Installation.ofThisProcess();
        Path jar = installation.jar(Part.FLOW_ALERTS).orElseThrow();
        ports = Ports.from(portBase);
        ProcessBuilder builder = new ProcessBuilder(installation.java().toString(), "-Xmx1g", "-jar", jar.toString());
        builder.environment()
                .putAll(Map.of(
                        "FLOW_ALERTS_PORT", String.valueOf(ports.flowAlerts()),
                        "OTLP_HTTP_PORT", String.valueOf(ports.otlpHttp()),
                        "OTLP_GRPC_PORT", String.valueOf(ports.otlpGrpc()),
                        "FLOW_ALERTS_MAX_SPANS", "2000000"));
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isUp(web));
    }

    public Map<String, String> variables() {
        return Map.of("TAILBACK_OTLP_ENDPOINT", "http://127.0.0.1:" + ports.otlpHttp());
    }

    public String url() {
        return ports.url(Part.FLOW_ALERTS);
    }

    private boolean isUp(Web web) throws InterruptedException {
        try {
            return web.get(URI.create(url() + "/health"), Duration.ofSeconds(1)).isGood();
        } catch (WebFailure notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
