package dev.tailback.flowalerts.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A file that a code of {@code rules lint} is about, and the same put right.
 *
 * @param language yaml, or bash for what writes {@code rules.yaml}
 */
public record CodeExample(String code, String language, String wrong, String right) {
    public static List<CodeExample> all() throws IOException {
        Path file = Path.of("src", "test", "resources", "codes", "examples.yaml");
        List<?> read = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        return read.stream()
                .map(item -> (Map<?, ?>) item)
                .map(item -> new CodeExample(
                        "" + item.get("code"),
                        "" + item.get("language"),
                        "" + item.get("wrong"),
                        "" + item.get("right")))
                .toList();
    }

    public boolean isYaml() {
        return language.equals("yaml");
    }
}
