package dev.tailback.flowalerts.rules.yaml;

import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.issues.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The documents of a file. One that is no YAML is told with its place, and the others are read all the same. */
public final class Documents {
    /** A rule is some 1 kB, so that this holds hundreds; the worst text of this size is answered within a second. */
    public static final int MOST_BYTES = 512 << 10;

    private static final int MOST_DOCUMENTS = 1_000;

    private final String file;
    private final Issues issues;

    private Documents(String file, Issues issues) {
        this.file = file;
        this.issues = issues;
    }

    /** @param name as the file is called in what is told of it */
    public static List<Value> read(String name, Path file, Issues issues) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(name, in.readNBytes(MOST_BYTES + 1), issues);
        }
    }

    public static List<Value> read(String name, byte[] bytes, Issues issues) {
        return new Documents(name, issues).read(bytes);
    }

    private List<Value> read(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            issues.add(
                    Code.TOO_LARGE,
                    Place.beginningOf(file),
                    "the file is larger than %,d bytes; allowed: as many as that".formatted(MOST_BYTES),
                    "split it into several files");
            return List.of();
        }
        return Utf8.text(file, bytes, issues).map(this::documents).orElse(List.of());
    }

    private List<Value> documents(String text) {
        List<Value> values = new ArrayList<>();
        for (Source source : split(text)) {
            read(source).ifPresent(values::add);
        }
        return values;
    }

    /** At a line that begins with three dashes a document begins, wherever it stands: YAML forbids such a line elsewhere. */
    private List<Source> split(String text) {
        List<Source> sources = new ArrayList<>();
        int start = 0;
        int startLine = 1;
        int line = 1;
        for (int at = 0; at < text.length(); line++) {
            int next = text.indexOf('\n', at) + 1;
            if (at > start && beginsDocument(text, at)) {
                sources.add(new Source(file, text.substring(start, at), startLine));
                start = at;
                startLine = line;
                if (sources.size() == MOST_DOCUMENTS) {
                    issues.add(
                            Code.TOO_MANY,
                            new Place(file, line, 1),
                            "the file has more than %,d documents; allowed: as many as that".formatted(MOST_DOCUMENTS),
                            "split it into several files");
                    return sources;
                }
            }
            at = next == 0 ? text.length() : next;
        }
        sources.add(new Source(file, text.substring(start), startLine));
        return sources;
    }

    private static boolean beginsDocument(String text, int at) {
        return text.startsWith("---", at) && (at + 3 == text.length() || Character.isWhitespace(text.charAt(at + 3)));
    }

    private Optional<Value> read(Source source) {
        if (refusesDirective(source)) {
            return Optional.empty();
        }
        // Twice the file's own bound: that one has been held, and this one counts otherwise.
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(2 * MOST_BYTES)
                .build();
        try {
            return new Composing(source, issues).read(new Parse(settings).parseString(source.text()));
        } catch (Composing.Unreadable told) {
            return Optional.empty();
        } catch (MarkedYamlEngineException unreadable) {
            Place mark = unreadable
                    .getProblemMark()
                    .or(unreadable::getContextMark)
                    .map(source::place)
                    .orElseGet(() -> new Place(file, source.firstLine(), 1));
            issues.add(
                    Code.NOT_YAML,
                    mark,
                    "this is not YAML: " + Shown.cut(String.valueOf(unreadable.getProblem())),
                    "look at the indentation, colons and quotes here and in the line before");
            return Optional.empty();
        } catch (YamlEngineException unreadable) {
            issues.add(
                    Code.NOT_YAML,
                    new Place(file, source.firstLine(), 1),
                    "this is not YAML: " + Shown.cut(String.valueOf(unreadable.getMessage())),
                    "look at the indentation, colons and quotes");
            return Optional.empty();
        }
    }

    private boolean refusesDirective(Source source) {
        if (!source.text().startsWith("%")) {
            return false;
        }
        issues.add(
                Code.TAG,
                new Place(file, source.firstLine(), 1),
                "the document begins with a directive, '%s'; allowed: none"
                        .formatted(Shown.cut(source.text().lines().findFirst().orElse(""))),
                "delete the line");
        return true;
    }
}
