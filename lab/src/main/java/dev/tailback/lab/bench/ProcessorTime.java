package dev.tailback.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The processor seconds that processes have used, as Linux counts them; other systems do not tell. */
final class ProcessorTime {
    // USER_HZ: what the kernel counts by towards programs, on every architecture that Tailback runs on.
    private static final double TICKS_PER_SECOND = 100;
    private static final int FIRST_TICKS_AFTER_NAME = 11;
    private static final int TICK_FIELDS = 4;

    private final Map<String, Long> pidByName;

    ProcessorTime(Map<String, Long> pidByName) {
        this.pidByName = pidByName;
    }

    static boolean isKnown() {
        return Files.isReadable(Path.of("/proc/self/stat"));
    }

    /** Seconds by name, with the children of whoever works through them; empty where nobody can tell. */
    Map<String, Double> read() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        if (isKnown()) {
            pidByName.forEach((name, pid) -> seconds.put(name, ticks(name, pid) / TICKS_PER_SECOND));
        }
        return seconds;
    }

    static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> used = new LinkedHashMap<>();
        after.forEach((name, seconds) -> used.put(name, Math.max(0, seconds - before.getOrDefault(name, 0.0))));
        return used;
    }

    /** The children of the lab are the others; those of PostgreSQL are its sessions. */
    private static long ticks(String name, long pid) {
        Stream<Long> children = name.equals("postgres")
                ? ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .map(ProcessHandle::pid)
                : Stream.empty();
        boolean withDeadChildren = name.equals("postgres");
        return Stream.concat(Stream.of(pid), children)
                .mapToLong(process ->
                        stat(process).map(text -> ticks(text, withDeadChildren)).orElse(0L))
                .sum();
    }

    private static Optional<String> stat(long pid) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", String.valueOf(pid), "stat")));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** utime, stime and those of children that have ended: the 14th to 17th field; the 2nd may hold blanks and brackets. */
    static long ticks(String stat, boolean withDeadChildren) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int n = 0; n < (withDeadChildren ? TICK_FIELDS : TICK_FIELDS / 2); n++) {
            ticks += Long.parseLong(fields[FIRST_TICKS_AFTER_NAME + n]);
        }
        return ticks;
    }
}
