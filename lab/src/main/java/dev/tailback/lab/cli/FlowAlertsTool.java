package dev.tailback.lab.cli;

import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Flow-alerts' own commands, which people use without the shop, by the JDK that the lab runs on. */
final class FlowAlertsTool {
    private FlowAlertsTool() {}

    /** It has the terminal meanwhile. Returns its exit code. */
    static int run(List<String> words, Map<String, String> environment) throws IOException, InterruptedException {
        Installation installation = Installation.ofThisProcess();
        List<String> argv = new ArrayList<>(List.of(
                installation.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // protobuf reads memory by it, and the JVM would say so on every call.
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                installation.jar(Part.FLOW_ALERTS).orElseThrow().toString()));
        argv.addAll(words);
        ProcessBuilder flowAlerts = new ProcessBuilder(argv).inheritIO();
        environment.forEach(flowAlerts.environment()::putIfAbsent);
        return flowAlerts.start().waitFor();
    }
}
