package dev.tailback.lab.scenario.evidence;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every metric point and log line of a run while it goes on, since flow-alerts remembers the latest only. Where
 * flow-alerts does not answer for a while, what is missing afterwards is counted, and the run does not notice.
 */
public final class Taping implements AutoCloseable {
    private static final long MOST_BYTES = 50L << 20;
    private static final long EVERY_MILLIS = 1_000;

    private final Path folder;
    private final TapeFile points;
    private final TapeFile lines;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable String otherwise;

    private Taping(Path folder, TapeFile points, TapeFile lines) {
        this.folder = folder;
        this.points = points;
        this.lines = lines;
        this.thread = Thread.ofVirtual().name("taping").start(this::follow);
    }

    public static Taping begin(Home home, Web web, Places places) throws IOException {
        Path runs = home.path().resolve("runs");
        Files.createDirectories(runs);
        Path folder = Files.createTempDirectory(runs, ".taping-");
        String flowAlerts = places.url(Part.FLOW_ALERTS) + "/api/tape/";
        return new Taping(
                folder,
                new TapeFile(web, flowAlerts + "metrics", folder.resolve("metrics"), MOST_BYTES),
                new TapeFile(web, flowAlerts + "logs", folder.resolve("logs"), MOST_BYTES));
    }

    private void follow() {
        try {
            do {
                once();
            } while (!end.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
            // What came since, now that the run is over.
            once();
        } catch (IOException disk) {
            otherwise = "the disk: " + disk;
        } catch (InterruptedException stopped) {
            otherwise = "it was stopped";
            Thread.currentThread().interrupt();
        }
    }

    private void once() throws IOException, InterruptedException {
        try {
            points.follow();
            lines.follow();
            otherwise = null;
        } catch (WebFailure silent) {
            // What it had meanwhile is counted as missing when it answers again.
            otherwise = String.valueOf(silent.getMessage());
        }
    }

    /** Ends it. Returns what there is, in a sentence. */
    public String into(RunFolder run) throws IOException, InterruptedException {
        end.countDown();
        thread.join();
        points.close();
        lines.close();
        Files.move(folder.resolve("metrics"), run.points(), StandardCopyOption.REPLACE_EXISTING);
        Files.move(folder.resolve("logs"), run.lines(), StandardCopyOption.REPLACE_EXISTING);
        long missed = points.missed() + lines.missed();
        return "%d metric points and %d log lines".formatted(points.items(), lines.items())
                + (missed == 0 ? "" : " (%d more came and are missing)".formatted(missed))
                + (otherwise == null ? "" : " (in the end there were none: " + otherwise + ")");
    }

    /** Leaves nothing behind, however the run ended. */
    @Override
    public void close() throws IOException, InterruptedException {
        thread.interrupt();
        thread.join();
        points.close();
        lines.close();
        Files.deleteIfExists(folder.resolve("metrics"));
        Files.deleteIfExists(folder.resolve("logs"));
        Files.deleteIfExists(folder);
    }
}
