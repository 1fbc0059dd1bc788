package dev.tailback.stage.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The indexes that a stage's migrations declare by name: CREATE INDEX, without what a later DROP INDEX takes back. Keys
 * and other constraints are not among them; no statement of the shop can lose those.
 */
public final class DeclaredIndexes {
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final Pattern CHANGE = Pattern.compile(
            "\\bCREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+(?:CONCURRENTLY\\s+)?(?:IF\\s+NOT\\s+EXISTS\\s+)?(?<made>\\w+)"
                    + "\\s+ON\\s+(?:ONLY\\s+)?(?:\\w+\\.)?(?<table>\\w+)"
                    + "|\\bDROP\\s+INDEX\\s+(?:CONCURRENTLY\\s+)?(?:IF\\s+EXISTS\\s+)?(?<dropped>\\w+(?:\\s*,\\s*\\w+)*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern VERSION = Pattern.compile("V(?<version>\\d+(?:_\\d+)*)__.*");

    private final Map<String, String> tables = new TreeMap<>();

    /** Of scripts in the order in which they run. */
    DeclaredIndexes(List<String> scripts) {
        scripts.forEach(this::read);
    }

    /** Of what lies at those locations, as Flyway names them. */
    public static DeclaredIndexes at(Collection<String> locations) {
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        List<Resource> scripts = new ArrayList<>();
        try {
            for (String location : locations) {
                scripts.addAll(Arrays.asList(resolver.getResources(location + "/*.sql")));
            }
            scripts.sort(Comparator.comparing(DeclaredIndexes::version, Arrays::compare));
            List<String> texts = new ArrayList<>();
            for (Resource script : scripts) {
                texts.add(script.getContentAsString(StandardCharsets.UTF_8));
            }
            return new DeclaredIndexes(texts);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the migrations at " + locations + " cannot be read", unreadable);
        }
    }

    /** Of these tables, sorted. */
    List<String> of(Collection<String> wanted) {
        return tables.entrySet().stream()
                .filter(index -> wanted.contains(index.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void read(String script) {
        Matcher change = CHANGE.matcher(COMMENT.matcher(script).replaceAll(""));
        while (change.find()) {
            String dropped = change.group("dropped");
            if (dropped == null) {
                tables.put(name(change.group("made")), name(change.group("table")));
            } else {
                for (String each : dropped.split(",", -1)) {
                    tables.remove(name(each.strip()));
                }
            }
        }
    }

    private static String name(@Nullable String written) {
        return String.valueOf(written).toLowerCase(Locale.ROOT);
    }

    private static int[] version(Resource script) {
        Matcher name = VERSION.matcher(String.valueOf(script.getFilename()));
        if (!name.matches()) {
            throw new IllegalArgumentException(
                    "a migration is named V1_2__what_it_does.sql, but got " + script.getFilename());
        }
        return Arrays.stream(name.group("version").split("_"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
