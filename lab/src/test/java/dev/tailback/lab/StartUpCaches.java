package dev.tailback.lab;

import dev.tailback.lab.home.Installation;
import java.io.IOException;

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
        int exit = new ProcessBuilder(
                        installation.java().toString(),
                        "-Dtailback.root=" + installation.root(),
                        "-jar",
                        installation.labJar().toString(),
                        "train")
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            System.err.println("training ended with " + exit + ", which costs nothing but time: starts take longer");
        }
    }
}
