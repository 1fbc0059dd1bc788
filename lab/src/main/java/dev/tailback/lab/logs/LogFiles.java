package dev.tailback.lab.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The logs of all processes together, with those that were set aside. */
public record LogFiles(Path folder) {
    private static final String END = ".log";
    private static final String SET_ASIDE = END + ".1";

    /** A line and whose it is. */
    public record Found(String process, WrittenLine line) {}

    /** The lines that hold one of the texts and fit, by their time; of one process as it wrote them. */
    public List<Found> find(Collection<String> texts, Predicate<WrittenLine> fitting) throws IOException {
        List<Found> found = new ArrayList<>();
        for (Path file : files()) {
            String name = String.valueOf(file.getFileName());
            String process = name.substring(0, name.indexOf(END));
            lines(file, texts, fitting).forEach(line -> found.add(new Found(process, line)));
        }
        found.sort(Comparator.comparing(each -> each.line().time()));
        return found;
    }

    private static List<WrittenLine> lines(Path file, Collection<String> texts, Predicate<WrittenLine> fitting)
            throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            return reader.lines()
                    .filter(line -> texts.stream().anyMatch(line::contains))
                    .flatMap(line -> WrittenLine.in(line).stream())
                    .filter(fitting)
                    .toList();
        } catch (NoSuchFileException setAsideMeanwhile) {
            return List.of();
        }
    }

    /** A log that was set aside before the one that followed it. */
    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(files::add);
        }
        return Stream.of(SET_ASIDE, END)
                .flatMap(end -> files.stream()
                        .filter(file -> file.toString().endsWith(end))
                        .sorted())
                .toList();
    }
}
