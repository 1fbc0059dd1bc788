package dev.tailback.flowalerts.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of the documentation, with its examples.
 *
 * @param sections each from its heading on
 */
public record Page(List<Section> sections) {
    /**
     * @param heading without its signs
     * @param examples in their order
     */
    public record Section(String heading, List<Example> examples) {
        public List<Example> of(String kind) {
            return examples.stream()
                    .filter(example -> example.kind().equals(kind))
                    .toList();
        }
    }

    /**
     * @param language as the fence says
     * @param kind what else the fence says, such as {@code wrong}
     */
    public record Example(String language, String kind, String text) {}

    public static Page read(String name) throws IOException {
        List<Section> sections = new ArrayList<>();
        List<Example> examples = new ArrayList<>();
        StringBuilder inside = null;
        String[] fence = {};
        for (String line : Files.readAllLines(Path.of("..", "docs", name))) {
            if (line.startsWith("```") && inside == null) {
                fence = line.substring(3).split(" ", 2);
                inside = new StringBuilder();
            } else if (line.startsWith("```")) {
                examples.add(new Example(fence[0], fence.length > 1 ? fence[1] : "", inside.toString()));
                inside = null;
            } else if (inside != null) {
                inside.append(line).append('\n');
            } else if (line.startsWith("#")) {
                examples = new ArrayList<>();
                sections.add(new Section(line.replaceFirst("^#+ ", ""), examples));
            }
        }
        return new Page(sections);
    }
}
