package dev.tailback.lab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the pages name is there: files, sections, tests, classes, settings with their defaults. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private static final Pattern PATH = Pattern.compile("(\\./)?[\\w.-]+(/[\\w.-]+)+/?");
    private static final Pattern TEST = Pattern.compile("(\\w+(?:Test|IT|Bench))(?:\\.(\\w+))?");
    private static final Pattern TYPE = Pattern.compile("([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+)(?:\\.(\\w+))?");
    private static final Pattern VARIABLE = Pattern.compile("([A-Z]{2}[A-Z0-9]*(?:_[A-Z0-9]+)+)(=.*)?");
    private static final Pattern SETTING = Pattern.compile("tailback(\\.[a-z][a-z0-9-]*)+");

    /** A file's name with a word to be filled in. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(.*/)?[A-Z]{3,}([./-].*)?");

    /** Names of Java's and gRPC's that only the pages mention. */
    private static final Set<String> OF_OTHERS = Set.of(
            "SocketRead",
            "ThreadPark",
            "SynchronousQueue",
            "DATA_LOSS",
            "UnsupportedClassVersionError",
            "OutOfMemoryError");

    private List<Page> pages = List.of();
    private Sources sources = new Sources();

    @BeforeAll
    void readAll() throws IOException {
        pages = Pages.all();
        sources = Sources.read();
        assertThat(pages).hasSizeGreaterThan(40);
    }

    @Test
    void everyLinkLeadsToAFileAndASection() {
        Map<Path, Set<String>> anchors = new HashMap<>();
        pages.forEach(page -> anchors.put(page.file(), page.anchors()));
        List<String> broken = new ArrayList<>();
        for (Page page : pages) {
            page.links().filter(link -> !link.matches("[a-z]+:.*")).forEach(link -> {
                int hash = link.indexOf('#');
                String target = hash < 0 ? link : link.substring(0, hash);
                Path file = target.isEmpty()
                        ? page.file()
                        : page.file().resolveSibling(target).normalize();
                boolean isThere = Files.exists(Pages.ROOT.resolve(file));
                boolean hasSection =
                        hash < 0 || anchors.getOrDefault(file, Set.of()).contains(link.substring(hash + 1));
                if (!isThere || !hasSection) {
                    broken.add(page + ": " + link);
                }
            });
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void theMapLeadsToEveryPage() {
        Path docs = Path.of("docs");
        Page map = pages.stream()
                .filter(page -> page.file().equals(docs.resolve("README.md")))
                .findFirst()
                .orElseThrow();

        assertThat(pages.stream().map(Page::file).filter(file -> docs.equals(file.getParent())))
                .allMatch(file -> file.equals(map.file())
                        || map.links()
                                .anyMatch(link -> link.equals(file.getFileName().toString())));
    }

    @Test
    void everyFileThatIsNamedIsThere() throws IOException {
        Set<String> folders = foldersAtTheTop();

        assertThat(code(named -> PATH.matcher(named).matches()
                        && folders.contains(named.replaceFirst("^\\./", "").replaceFirst("/.*", ""))
                        && !named.contains("/target/")
                        && !PLACEHOLDER.matcher(named).matches()
                        && !Files.exists(Pages.ROOT.resolve(named))))
                .isEmpty();
    }

    /** Of the repository: state and build products come and go. */
    private static Set<String> foldersAtTheTop() throws IOException {
        try (Stream<Path> children = Files.list(Pages.ROOT)) {
            return Set.copyOf(children.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals("target") && !name.startsWith(".tailback"))
                    .toList());
        }
    }

    @Test
    void everyTestThatIsNamedIsThere() {
        assertThat(code(named -> {
                    Matcher test = TEST.matcher(named);
                    return test.matches()
                            && !(test.group(2) == null
                                    ? sources.haveClass(test.group(1))
                                    : sources.know(test.group(1), test.group(2)));
                }))
                .isEmpty();
    }

    @Test
    void everyTypeThatIsNamedIsKnown() {
        assertThat(code(named -> {
                    Matcher type = TYPE.matcher(named);
                    return type.matches() && !OF_OTHERS.contains(named) && !sources.know(type.group(1));
                }))
                .isEmpty();
    }

    @Test
    void everyVariableThatIsNamedIsKnown() {
        assertThat(code(named -> {
                    Matcher variable = VARIABLE.matcher(named);
                    return variable.matches() && !OF_OTHERS.contains(named) && !sources.know(variable.group(1));
                }))
                .isEmpty();
    }

    @Test
    void everySettingThatIsNamedIsThere() {
        assertThat(code(named -> SETTING.matcher(named).matches()
                        && !named.startsWith("tailback.test.")
                        && !sources.haveSetting(named)))
                .isEmpty();
    }

    @Test
    void everyFaultHasARowOnItsPage() {
        assertThat(pages.stream()
                        .filter(page -> page.file().endsWith("faults.md"))
                        .flatMap(Page::rows)
                        .filter(row -> row.heading().getFirst().equals("fault"))
                        .map(row -> row.cells().getFirst().replace("`", "")))
                .containsAll(sources.faults());
        assertThat(sources.faults()).hasSizeGreaterThan(15);
    }

    @Test
    void everyDefaultIsThatOfTheCode() {
        List<String> compared = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Page page : pages) {
            for (Defaults told : page.rows().flatMap(Defaults::of).toList()) {
                Set<String> real = sources.defaultsOf(told.name());
                if (!real.isEmpty() && real.stream().noneMatch(value -> value.startsWith("${"))) {
                    compared.add(told.name());
                    if (real.stream().noneMatch(told::agreesWith)) {
                        wrong.add("%s: %s is %s, not '%s'".formatted(page, told.name(), real, told.value()));
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(compared).hasSizeGreaterThan(30);
    }

    private Stream<String> code(Predicate<String> isWanted) {
        return pages.stream().flatMap(page -> page.code().filter(isWanted).map(named -> page + ": " + named));
    }
}
