package dev.tailback.lab.testlab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.home.Installation;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.processes.LabJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line in a JVM of its own, as the script calls it.
 *
 * @param environment is added to ours; a lab hands it on to its processes
 */
public record Cli(Path home, Map<String, String> environment) {
    public Cli(Path home) {
        this(home, Map.of());
    }

    public record Result(int exitCode, String output) {}

    public Result run(String... arguments) throws IOException, InterruptedException {
        Process process = builder(arguments).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** For whoever does not wait for its end. */
    public Process start(Path output, String... arguments) throws IOException, InterruptedException {
        return builder(arguments).redirectOutput(output.toFile()).start();
    }

    private ProcessBuilder builder(String... arguments) throws IOException, InterruptedException {
        Installation installation = Installation.ofThisProcess();
        StartUpCaches.make(installation);
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--home", home.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(LabJvm.command(installation, new AotUse.Read(), words)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }
}
