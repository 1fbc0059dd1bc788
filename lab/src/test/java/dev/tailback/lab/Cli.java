package dev.tailback.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.home.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line in a JVM of its own, as the script calls it. */
record Cli(Path home) {
    record Result(int exitCode, String output) {}

    Result run(String... arguments) throws IOException, InterruptedException {
        Installation installation = Installation.ofThisProcess();
        List<String> argv = new ArrayList<>();
        argv.add(installation.java().toString());
        argv.add("-Dtailback.root=" + installation.root());
        argv.addAll(List.of("-jar", installation.labJar().toString()));
        argv.addAll(List.of(arguments));
        argv.addAll(List.of("--home", home.toString()));
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }
}
