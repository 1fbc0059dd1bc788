package dev.tailback.lab.testlab;

import dev.tailback.lab.home.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Made once for all tests, as the script does it after a build: a lab is eight JVMs, which start in half the time then.
 * {@code -Dtailback.test.train=false} is for whoever wants to see one test soon.
 */
final class StartUpCaches {
    private static boolean areMade = !Boolean.parseBoolean(System.getProperty("tailback.test.train", "true"));

    private StartUpCaches() {}

    static synchronized void make(Installation installation) throws IOException, InterruptedException {
        if (areMade || installation.aotCache("lab", installation.labJar()).isPresent()) {
            return;
        }
        areMade = true;
        // Not to our own output, which is how the test's JVM talks with Maven.
        Path log = installation.root().resolve("target/train.log");
        Files.createDirectories(log.getParent());
        int exit = new ProcessBuilder(
                        installation.java().toString(),
                        "-Dtailback.root=" + installation.root(),
                        "-jar",
                        installation.labJar().toString(),
                        "train")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            System.err.println("training ended with " + exit + ", see " + log + "; it costs nothing but time");
        }
    }
}
