package dev.tailback.lab.processes;

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
        if (!Files.exists(log)) {
            return List.of();
        }
        long wanted = (long) BYTES_PER_LINE * count;
        while (true) {
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
                long start = Math.max(Math.min(from, file.length()), file.length() - wanted);
                List<String> lines = read(file, start).lines().toList();
                boolean isWhole = start <= from || wanted >= MOST_BYTES;
                if (isWhole || lines.size() > count) {
                    return lines.subList(Math.max(0, lines.size() - count), lines.size());
                }
            }
            wanted = Math.min(MOST_BYTES, wanted * 4);
        }
    }

    private static String read(RandomAccessFile file, long start) throws IOException {
        byte[] bytes = new byte[(int) Math.min(MOST_BYTES, file.length() - start)];
        file.seek(start);
        file.readFully(bytes);
        return new String(bytes, UTF_8);
    }
}
