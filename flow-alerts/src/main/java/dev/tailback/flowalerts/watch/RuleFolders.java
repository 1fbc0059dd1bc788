package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.rules.language.RuleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files of rules as they are now: cheap to ask for, so that a change is seen within a second. */
final class RuleFolders {
    private static final Stamp MISSING = new Stamp(-1, FileTime.fromMillis(0), "");

    private final List<Path> named;

    RuleFolders(List<Path> named) {
        this.named = List.copyOf(named);
    }

    /** By what a file is known to have changed. */
    record Stamp(long size, FileTime modified, String key) {}

    /** What was named and is not there is among them, so that it is read and found missing. */
    Map<Path, Stamp> look() {
        Map<Path, Stamp> found = new TreeMap<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                inside(path).forEach(file -> found.put(file, stamp(file)));
            } else {
                found.put(path, stamp(path));
            }
        }
        return found;
    }

    private static List<Path> inside(Path folder) {
        try {
            return RuleFiles.inside(folder);
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return List.of(folder);
        }
    }

    private static Stamp stamp(Path file) {
        try {
            Path real = file.toRealPath();
            return new Stamp(Files.size(real), Files.getLastModifiedTime(real), real.toString());
        } catch (IOException missing) {
            return MISSING;
        }
    }
}
