package dev.tailback.lab.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Scenarios that come with the lab, by their names, and those of other people, by their paths. */
public final class ScenarioFiles {
    public static final List<String> SHIPPED = List.of(
            "normal",
            "black-friday",
            "black-friday-control",
            "metastable-retry-storm",
            "metastable-retry-storm-control",
            "slow-database",
            "pool-exhaustion",
            "reset",
            "hot-sku",
            "hot-partition",
            "poison-pill",
            "stalled-outbox",
            "kill-stage",
            "deploy",
            "burst");

    private static final String ENDING = ".yaml";

    private ScenarioFiles() {}

    /** @param nameOrPath a name has no ending and no folder */
    public static Scenario find(String nameOrPath) throws IOException {
        return SHIPPED.contains(nameOrPath) ? shipped(nameOrPath) : ofUser(nameOrPath);
    }

    public static Scenario shipped(String name) throws IOException {
        String resource = "/scenarios/" + name + ENDING;
        try (InputStream file = ScenarioFiles.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException(resource + " is missing in the lab's jar");
            }
            return ScenarioReader.read(name + ENDING, new String(file.readAllBytes(), UTF_8));
        }
    }

    private static Scenario ofUser(String path) throws IOException {
        Path file = Path.of(path);
        if (!Files.isRegularFile(file)) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    "no scenario is called '%s', and there is no such file; there are %s, or the path of a file of yours"
                            .formatted(path, String.join(", ", SHIPPED)));
        }
        return ScenarioReader.read(path, YamlFile.source(file));
    }
}
