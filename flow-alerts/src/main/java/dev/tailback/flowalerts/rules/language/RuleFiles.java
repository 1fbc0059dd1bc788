package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.issues.Place;
import dev.tailback.flowalerts.rules.yaml.Documents;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads files of rules. A file is a rule, a list of them, or several documents of either; those that are wrong never stop
 * those that are right.
 */
public final class RuleFiles {
    /** What tests of rules are called. */
    public static final String TESTS = ".test.yaml";

    private static final int MOST_RULES = 1_000;
    private static final int DEEPEST = 8;

    private final String name;
    private final Map<String, Place> names;
    private final Issues issues = new Issues();
    private final List<RuleFile.Written> rules = new ArrayList<>();

    /** @param names of the rules that have been read, with their places */
    private RuleFiles(String name, Map<String, Place> names) {
        this.name = name;
        this.names = names;
    }

    /**
     * The files of rules in a folder, in a fixed order; tests of rules are none. What is hidden is passed over: a mounted
     * ConfigMap has every file once more in a folder of such a name.
     */
    public static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(file -> isRule(folder.relativize(file)) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isRule(Path file) {
        String name = file.toString();
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.endsWith(TESTS);
    }

    /** Files that are used together: a rule's name stands once in all of them. */
    public static List<RuleFile> read(List<Path> files) {
        Map<String, Place> names = new HashMap<>();
        return files.stream().map(file -> read(file, names)).toList();
    }

    public static RuleFile read(Path file) {
        return read(file, new HashMap<>());
    }

    private static RuleFile read(Path file, Map<String, Place> names) {
        RuleFiles reader = new RuleFiles(file.toString(), names);
        try {
            return reader.collect(Documents.read(file.toString(), file, reader.issues));
        } catch (IOException unreadable) {
            reader.issues.add(
                    Code.UNREADABLE,
                    Place.beginningOf(file.toString()),
                    "the file cannot be read: " + unreadable.getClass().getSimpleName() + " " + unreadable.getMessage(),
                    "look whether it is there and may be read");
            return reader.collect(List.of());
        }
    }

    public static RuleFile read(String name, byte[] bytes) {
        RuleFiles reader = new RuleFiles(name, new HashMap<>());
        return reader.collect(Documents.read(name, bytes, reader.issues));
    }

    private RuleFile collect(List<Value> documents) {
        List<Value> values = new ArrayList<>();
        for (Value document : documents) {
            if (document instanceof Value.Sequence list) {
                values.addAll(list.items());
            } else {
                values.add(document);
            }
        }
        if (values.isEmpty() && issues.errors() == 0) {
            issues.add(
                    Code.EMPTY,
                    Place.beginningOf(name),
                    "there is no rule in the file",
                    "write one, or delete the file");
        }
        if (values.size() > MOST_RULES) {
            issues.add(
                    Code.TOO_MANY,
                    values.get(MOST_RULES).place(),
                    "the file has %,d rules; allowed: %,d".formatted(values.size(), MOST_RULES),
                    "split it into several files");
        }
        int number = 0;
        for (Value value : values.subList(0, Math.min(MOST_RULES, values.size()))) {
            number++;
            add(value, number);
        }
        return new RuleFile(name, rules, issues.inOrder(), issues.leftOut());
    }

    private void add(Value value, int number) {
        boolean isOriginal = RuleReader.isOriginal(value);
        Optional<Rule> rule = isOriginal ? original(value, number) : full(value);
        rule.ifPresent(read -> {
            Place first = names.putIfAbsent(read.name(), value.place());
            if (first == null) {
                rules.add(new RuleFile.Written(read, value.place(), isOriginal));
            } else {
                issues.add(
                        Code.SAME_NAME,
                        value.place(),
                        "a rule '%s' stands at %s, too; allowed: each name once".formatted(read.name(), first),
                        "give it another name");
            }
        });
    }

    private Optional<Rule> full(Value value) {
        return Fields.of("a rule", value, RuleReader.FIELDS, issues)
                .flatMap(fields -> new RuleReader(issues).read(fields));
    }

    private Optional<Rule> original(Value value, int number) {
        Optional<Value.Field> mixed = mixedIn(value);
        if (mixed.isPresent()) {
            issues.add(
                    Code.MIXED_FORMATS,
                    mixed.get().place(),
                    "a rule of the original format ('conditions') has '%s'; it has %s"
                            .formatted(mixed.get().key(), String.join(", ", OriginalReader.FIELDS)),
                    "write all of it in the full format; rules show prints what the original means");
            return Optional.empty();
        }
        return Fields.of("a rule of the original format", value, OriginalReader.FIELDS, issues)
                .flatMap(fields -> new OriginalReader(issues).read(fields, usualName(number)));
    }

    private static Optional<Value.Field> mixedIn(Value value) {
        return value instanceof Value.Mapping mapping
                ? mapping.fields().stream()
                        .filter(field ->
                                RuleReader.FIELDS.contains(field.key()) && !OriginalReader.FIELDS.contains(field.key()))
                        .findFirst()
                : Optional.empty();
    }

    /** The file's, without folders and ending; of several rules each but the first has its number behind it. */
    private String usualName(int number) {
        String file = String.valueOf(Path.of(name).getFileName()).replaceFirst("\\.ya?ml$", "");
        String allowed = file.replaceAll("[^A-Za-z0-9_.-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
        String base = allowed.isEmpty() ? "rule" : allowed.substring(0, Math.min(90, allowed.length()));
        return number == 1 ? base : base + "-" + number;
    }
}
