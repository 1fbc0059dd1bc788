package dev.tailback.breakage.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in which a test arms a failpoint by making a file. The first thread that comes by renames the file and stops
 * there until it is gone, or until the process is killed.
 */
public final class Failpoints {
    /** The folder; only who starts the process can set it. */
    public static final String VARIABLE = "TAILBACK_FAILPOINTS";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Logger log = LoggerFactory.getLogger(Failpoints.class);

    private final Path folder;
    private final String process;

    private Failpoints(Path folder, String process) {
        this.folder = folder;
        this.process = process;
    }

    public static Failpoints in(Path folder, String process) {
        log.warn("this process can be stopped at failpoints that are armed in {}", folder);
        return new Failpoints(folder, process);
    }

    public static Path armed(Path folder, String process, Failpoint point) {
        return folder.resolve(process + "." + point.text() + ".armed");
    }

    public static Path reached(Path folder, String process, Failpoint point) {
        return folder.resolve(process + "." + point.text() + ".reached");
    }

    public void pass(Failpoint point) {
        Path armed = armed(folder, process, point);
        Path reached = reached(folder, process, point);
        if (Files.exists(armed) && isFirst(armed, reached)) {
            log.warn("stopped at {}", point.text());
            while (Files.exists(reached)) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            log.warn("goes on from {}", point.text());
        }
    }

    private static boolean isFirst(Path armed, Path reached) {
        try {
            Files.move(armed, reached, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException anotherThreadWasFirst) {
            return false;
        } catch (IOException unusual) {
            throw new UncheckedIOException(unusual);
        }
    }
}
