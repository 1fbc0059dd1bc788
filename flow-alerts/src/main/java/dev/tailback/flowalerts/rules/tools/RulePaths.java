package dev.tailback.flowalerts.rules.tools;

import dev.tailback.flowalerts.rules.language.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files that were named, by themselves or by their folder. */
final class RulePaths {
    /** Where rules are when nobody says; the service loads the same. */
    static final String VARIABLE = "FLOW_ALERTS_RULES";

    private static final String USUAL = "rules";
    private static final int DEEPEST = 8;

    private RulePaths() {}

    static List<Path> rules(List<Path> named) throws IOException {
        return files(named, RuleFiles::inside, "*.yaml");
    }

    static List<Path> tests(List<Path> named) throws IOException {
        return files(named, RulePaths::testsInside, "*" + RuleFiles.TESTS);
    }

    private interface Inside {
        List<Path> of(Path folder) throws IOException;
    }

    private static List<Path> testsInside(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder, DEEPEST)) {
            return found.filter(RulePaths::isTest)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    static boolean isTest(Path file) {
        return file.toString().endsWith(RuleFiles.TESTS);
    }

    /** Of a folder those that are wanted; a file that is named is wanted, whatever it is called. */
    private static List<Path> files(List<Path> named, Inside inside, String what) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : named.isEmpty() ? List.of(usual()) : named) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            List<Path> found = inside.of(path);
            if (found.isEmpty()) {
                throw new Refusal("there is no " + what + " in the folder " + path);
            }
            files.addAll(found);
        }
        return files;
    }

    private static Path usual() {
        String told = System.getenv(VARIABLE);
        Path usual = Path.of(told == null || told.isBlank() ? USUAL : told);
        if (!Files.exists(usual)) {
            throw new Refusal("there is no folder '" + usual + "'; name files or folders, or set " + VARIABLE);
        }
        return usual;
    }
}
