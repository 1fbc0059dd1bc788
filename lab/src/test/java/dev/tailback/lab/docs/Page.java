package dev.tailback.lab.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file.
 *
 * @param file from the repository's root
 * @param prose its lines outside of fences
 */
public record Page(Path file, List<String> prose, List<Block> blocks) {
    private static final Pattern CODE = Pattern.compile("(?<!`)`([^`]+)`(?!`)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");

    /**
     * What stands between fences.
     *
     * @param fence what the fence says, such as {@code console run}
     */
    public record Block(String fence, List<String> lines) {}

    /** A table's row, cell by cell, beside the table's heading. */
    public record Row(List<String> heading, List<String> cells) {}

    public static Page read(Path root, Path file) throws IOException {
        List<String> prose = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        boolean isInside = false;
        for (String line : Files.readAllLines(root.resolve(file))) {
            if (line.stripLeading().startsWith("```")) {
                isInside = !isInside;
                if (isInside) {
                    blocks.add(new Block(line.strip().substring(3), new ArrayList<>()));
                }
            } else if (isInside) {
                blocks.getLast().lines().add(line);
            } else {
                prose.add(line);
            }
        }
        return new Page(file, prose, blocks);
    }

    /** As they stand in the text, also those that a line break divides. */
    public Stream<String> code() {
        return CODE.matcher(String.join("\n", prose))
                .results()
                .map(found -> found.group(1).replaceAll("\\s+", " ").strip());
    }

    Stream<String> links() {
        String text = CODE.matcher(String.join("\n", prose)).replaceAll("");
        return LINK.matcher(text).results().map(found -> found.group(1));
    }

    /** By the rules of GitHub: a heading that comes again has a number. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new LinkedHashSet<>();
        for (String line : prose) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = heading.group(1)
                        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-');
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    Stream<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<String> heading = List.of();
        for (String line : prose) {
            String row = line.strip();
            if (!row.startsWith("|")) {
                heading = List.of();
            } else if (heading.isEmpty()) {
                heading = cells(row);
            } else if (!row.matches("[|: -]+")) {
                rows.add(new Row(heading, cells(row)));
            }
        }
        return rows.stream();
    }

    private static List<String> cells(String row) {
        return Stream.of(row.substring(1).split("(?<!\\\\)\\|", -1))
                .map(String::strip)
                .toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
