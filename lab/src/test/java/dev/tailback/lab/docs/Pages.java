package dev.tailback.lab.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every page of the repository. */
public final class Pages {
    /** Where the build runs a module's tests. */
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules");

    private Pages() {}

    public static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Path file : files(".md")) {
            pages.add(Page.read(ROOT, ROOT.relativize(file)));
        }
        return pages;
    }

    static List<Path> files(String... endings) throws IOException {
        List<Path> found = new ArrayList<>();
        collect(ROOT, endings, found);
        return found;
    }

    private static void collect(Path folder, String[] endings, List<Path> into) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.sorted().toList()) {
                String name = child.getFileName().toString();
                if (Files.isDirectory(child)) {
                    if (!name.startsWith(".") && !NOT_OURS.contains(name)) {
                        collect(child, endings, into);
                    }
                } else if (Stream.of(endings).anyMatch(name::endsWith)) {
                    into.add(child);
                }
            }
        }
    }
}
