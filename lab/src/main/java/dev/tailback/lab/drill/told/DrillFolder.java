package dev.tailback.lab.drill.told;

import dev.tailback.lab.drill.catalogue.Plan;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a drill that is over is kept: what was told of it at last, and its timeline as a page. */
public record DrillFolder(Path path) {
    private static final String DRILLS = "drills";
    private static final String FACTS = "drill.json";
    private static final String PAGE = "timeline.html";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    public static DrillFolder of(Home home, Plan plan, Instant began) {
        return new DrillFolder(home.path().resolve(DRILLS).resolve(name(plan, began)));
    }

    static String name(Plan plan, Instant began) {
        return plan.incident().name() + "-" + STAMP.format(began);
    }

    public void write(Told told) throws IOException {
        Files.createDirectories(path);
        Files.writeString(path.resolve(FACTS), Json.pretty(told) + "\n");
        Files.writeString(page(), TimelinePage.of(told));
    }

    public Path page() {
        return path.resolve(PAGE);
    }

    /** The one that ended last. */
    public static DrillFolder latest(Home home) throws IOException {
        Path drills = home.path().resolve(DRILLS);
        if (Files.isDirectory(drills)) {
            try (Stream<Path> folders = Files.list(drills)) {
                return folders.map(DrillFolder::new)
                        .filter(folder -> Files.isRegularFile(folder.page()))
                        .max(Comparator.comparing(
                                folder -> folder.page().toFile().lastModified()))
                        .orElseThrow(() -> none(drills));
            }
        }
        throw none(drills);
    }

    private static Refusal none(Path drills) {
        return new Refusal("no drill was held to its end yet: there is none in " + drills);
    }
}
