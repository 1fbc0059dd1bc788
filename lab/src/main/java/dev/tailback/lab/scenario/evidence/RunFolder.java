package dev.tailback.lab.scenario.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.ScenarioReader;
import dev.tailback.lab.scenario.YamlFile;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.run.RunReport;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The folder of one run. */
public record RunFolder(Path path) {
    /** Before the names of series that nobody measured. */
    public static final String PREDICTED = "predicted.";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    public static RunFolder of(Home home, String scenario, Instant startedAt) throws IOException {
        Path path = home.path().resolve("runs").resolve(scenario + "-" + STAMP.format(startedAt));
        Files.createDirectories(path);
        return new RunFolder(path);
    }

    /** Those that have been written, the oldest first. */
    public static List<RunFolder> all(Home home) throws IOException {
        Path runs = home.path().resolve("runs");
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.map(RunFolder::new)
                    .filter(folder -> Files.isRegularFile(folder.facts()))
                    .sorted(Comparator.comparing(
                            folder -> folder.facts().toFile().lastModified()))
                    .toList();
        }
    }

    /**
     * @param wanted the name of one or its path; null for the latest
     */
    public static RunFolder find(Home home, @Nullable String wanted) throws IOException {
        Path runs = home.path().resolve("runs");
        if (wanted == null) {
            List<RunFolder> all = all(home);
            if (all.isEmpty()) {
                throw new Refusal("there are no runs in " + runs + "; ./tailback run SCENARIO makes one");
            }
            return all.getLast();
        }
        Path named = runs.resolve(wanted);
        RunFolder folder = new RunFolder(Files.isDirectory(named) ? named : Path.of(wanted));
        if (!Files.isRegularFile(folder.facts())) {
            throw new Refusal(Refusal.WRONG_USE, "'" + wanted + "' is no run: a folder of " + runs + ", or its path");
        }
        return folder;
    }

    public Facts readFacts() throws IOException {
        try {
            return Json.read(Files.readString(facts()), Facts.class);
        } catch (JacksonException unreadable) {
            throw new Refusal(facts() + " is not what a run writes: " + unreadable.getOriginalMessage(), unreadable);
        }
    }

    public Scenario readScenario() throws IOException {
        return ScenarioReader.read(scenario().toString(), YamlFile.source(scenario()));
    }

    private Path scenario() {
        return path.resolve("scenario.yaml");
    }

    public Path facts() {
        return path.resolve("run.json");
    }

    public Path metrics() {
        return path.resolve("metrics.csv");
    }

    public Path spans() {
        return path.resolve("spans.otlp.jsonl.gz");
    }

    public Path points() {
        return path.resolve("metrics.otlp.jsonl.gz");
    }

    public Path lines() {
        return path.resolve("logs.otlp.jsonl.gz");
    }

    /** All but what flow-alerts has: spans, metric points and log lines. The facts last: a folder that has them is whole. */
    public void write(RunReport run, Facts facts) throws IOException {
        Files.writeString(scenario(), run.scenario().source());
        Files.writeString(path.resolve("audit.json"), Json.pretty(run.audit()) + "\n");
        writeLines("timeline.jsonl", run.deeds());
        writeLines("incidents.jsonl", run.incidents());
        writeMetrics(run);
        Files.writeString(facts(), Json.pretty(facts) + "\n");
    }

    private void writeLines(String name, List<?> documents) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(path.resolve(name), UTF_8)) {
            for (Object document : documents) {
                file.write(Json.compact(document));
                file.write('\n');
            }
        }
    }

    /** One number a line: series differ in how often they were looked at. */
    private void writeMetrics(RunReport run) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(metrics(), UTF_8)) {
            file.write("series,minute,value\n");
            writeLines(file, "", run.recording());
            if (run.prediction().isPresent()) {
                writeLines(file, PREDICTED, run.prediction().get().recording());
            }
        } catch (UncheckedIOException disk) {
            throw disk.getCause();
        }
    }

    private static void writeLines(BufferedWriter file, String prefix, Recording recording) {
        for (String name : recording.names()) {
            recording.forEach(name, (minute, value) -> writeLine(file, prefix + name, minute, value));
        }
    }

    private static void writeLine(BufferedWriter file, String name, double minute, double value) {
        try {
            file.write(String.format(Locale.ROOT, "%s,%.4f,%.3f%n", name, minute, value));
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }
}
