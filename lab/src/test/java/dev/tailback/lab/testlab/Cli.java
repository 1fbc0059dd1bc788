package dev.tailback.lab.testlab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.docs.MarkedBlock;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Ports;
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
        return ended(builder(arguments));
    }

    /** For whoever does not wait for its end. */
    public Process start(Path output, String... arguments) throws IOException, InterruptedException {
        return builder(arguments).redirectOutput(output.toFile()).start();
    }

    /** What a shell does with a documented command, which takes this home by its variable. */
    public Result run(MarkedBlock block, Ports ports) throws IOException, InterruptedException {
        Installation installation = Installation.ofThisProcess();
        StartUpCaches.make(installation);
        List<String> tailback = LabJvm.command(installation, new AotUse.Read(), List.of());
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", block.script(tailback, ports)).redirectErrorStream(true);
        builder.environment().put("TAILBACK_HOME", home.toString());
        builder.environment().putAll(environment);
        return ended(builder);
    }

    private static Result ended(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }

    ProcessBuilder builder(String... arguments) throws IOException, InterruptedException {
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
