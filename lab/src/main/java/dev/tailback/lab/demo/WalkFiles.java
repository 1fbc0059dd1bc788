package dev.tailback.lab.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.scenario.YamlFile;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The walk that comes with the lab, and those of other people. */
public final class WalkFiles {
    private static final String SHIPPED = "checkout.yaml";

    private WalkFiles() {}

    public static Walk shipped() throws IOException {
        try (InputStream file = WalkFiles.class.getResourceAsStream("/walks/" + SHIPPED)) {
            if (file == null) {
                throw new IllegalStateException("/walks/" + SHIPPED + " is missing in the lab's jar");
            }
            return WalkReader.read(SHIPPED, new String(file.readAllBytes(), UTF_8));
        }
    }

    public static Walk ofUser(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    file + " is no file: a walk is a YAML file (docs/demo.md); without one the lab's own is shown");
        }
        return WalkReader.read(file.toString(), YamlFile.source(file));
    }
}
