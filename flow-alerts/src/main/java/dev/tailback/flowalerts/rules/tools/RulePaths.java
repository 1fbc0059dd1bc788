package dev.tailback.flowalerts.rules.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Files that were named, by themselves or by their folder. */
final class RulePaths {
    /** Where rules are when nobody says; the same that the service loads. */
    static final String VARIABLE = "FLOW_ALERTS_RULES";

    private static final String USUAL = "rules";
    private static final String TESTS = ".test.yaml";
    private static final int DEEPEST = 8;

    private RulePaths() {}

    static List<Path> rules(List<Path> named) throws IOException {
        return files(named, file -> isYaml(file) && !isTest(file), "*.yaml");
    }

    static List<Path> tests(List<Path> named) throws IOException {
        return files(named, RulePaths::isTest, "*" + TESTS);
    }

    private static boolean isYaml(Path file) {
        return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
    }

    static boolean isTest(Path file) {
        return file.toString().endsWith(TESTS);
    }

    /** Of a folder those that are wanted; a file that is named is wanted, whatever it is called. */
    private static List<Path> files(List<Path> named, Predicate<Path> wanted, String what) throws IOException {
        var files = new ArrayList<Path>();
        for (var path : named.isEmpty() ? List.of(usual()) : named) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (var found = Files.walk(path, DEEPEST)) {
                var inside = found.filter(Files::isRegularFile)
                        .filter(wanted)
                        .sorted()
                        .toList();
                if (inside.isEmpty()) {
                    throw new Refusal("there is no " + what + " in the folder " + path);
                }
                files.addAll(inside);
            }
        }
        return files;
    }

    private static Path usual() {
        var told = System.getenv(VARIABLE);
        var usual = Path.of(told == null || told.isBlank() ? USUAL : told);
        if (!Files.exists(usual)) {
            throw new Refusal("there is no folder '" + usual + "'; name files or folders, or set " + VARIABLE);
        }
        return usual;
    }
}
