package dev.tailback.lab.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Memory of a process and its children in kB. PSS counts a page that several share once in all; RSS counts it for each,
 * so a sum of RSS says too much, above all for PostgreSQL. Only Linux knows PSS.
 */
public record Memory(@Nullable Long rssKb, @Nullable Long pssKb) {
    public static final Memory UNKNOWN = new Memory(null, null);

    Memory plus(Memory other) {
        return new Memory(sum(rssKb, other.rssKb), sum(pssKb, other.pssKb));
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        if (one == null) {
            return other;
        }
        return other == null ? one : Long.valueOf(one + other);
    }

    static Memory of(long pid) {
        Path process = Path.of("/proc", String.valueOf(pid));
        if (!Files.isDirectory(process)) {
            return new Memory(rssByPs(pid), null);
        }
        return new Memory(field(process.resolve("status"), "VmRSS:"), field(process.resolve("smaps_rollup"), "Pss:"));
    }

    /** Empty when the process has ended meanwhile, or belongs to somebody else. */
    private static @Nullable Long field(Path file, String name) {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            return null;
        } catch (IOException gone) {
            return null;
        }
    }

    private static @Nullable Long rssByPs(long pid) {
        String rss =
                Subprocess.output("ps", "-o", "rss=", "-p", String.valueOf(pid)).strip();
        return rss.isEmpty() ? null : Long.valueOf(rss);
    }
}
