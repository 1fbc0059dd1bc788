package dev.tailback.lab.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, however long the log is. */
public final class LogTail {
    private static final int BYTES_PER_LINE = 400;
    private static final int MOST_BYTES = 16 << 20;

    private LogTail() {}

    public static long size(Path log) throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }

    /** The last lines written after the position; fewer when they are so long that they pass 16 MB. */
    public static List<String> lines(Path log, long from, int count) throws IOException {
        return lines(log, from, size(log), count);
    }

    /** The last lines of what stands between two positions. */
    static List<String> lines(Path log, long from, long to, int count) throws IOException {
        // A log that is shorter than it was has begun anew.
        long begin = from > to ? 0 : from;
        for (long wanted = (long) BYTES_PER_LINE * count; ; wanted *= 4) {
            long start = Math.max(begin, to - Math.min(wanted, MOST_BYTES));
            List<String> lines = read(log, start, to).lines().toList();
            // More than asked for, since the first may be half a line.
            if (start == begin || lines.size() > count || wanted >= MOST_BYTES) {
                return lines.subList(Math.max(0, lines.size() - count), lines.size());
            }
        }
    }

    private static String read(Path log, long start, long end) throws IOException {
        if (start == end) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) (end - start)];
            file.seek(start);
            file.readFully(bytes);
            return new String(bytes, UTF_8);
        }
    }
}
