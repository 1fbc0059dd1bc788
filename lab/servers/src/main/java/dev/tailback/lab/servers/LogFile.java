package dev.tailback.lab.servers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, where the reason usually stands. */
final class LogFile {

    private static final int LINES = 15;
    private static final int MOST_BYTES = 16_384;

    private LogFile() {}

    /** To be put after a sentence: the last lines, and where to find the rest. */
    static String quoteEnd(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "; there is no log at " + log;
        }
        List<String> lines = end(log).lines().toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        return "; its log " + log + " ends with\n" + String.join("\n", last);
    }

    private static String end(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(file.length(), MOST_BYTES)];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
