package dev.tailback.lab.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A log that is being written, read line by line; it may not exist yet, and may begin anew. */
public final class FollowedLog {
    private static final int CHUNK = 1 << 20;
    private static final int LONGEST_LINE = 1 << 16;

    private final Path log;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long position;

    public FollowedLog(Path log) {
        this.log = log;
    }

    /** The last lines so far; {@link #news} goes on behind them. */
    public List<String> last(int count) throws IOException {
        position = LogTail.size(log);
        return LogTail.lines(log, 0, position, count);
    }

    /** Lines that were finished since. */
    public List<String> news() throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        byte[] bytes = read();
        List<String> lines = new ArrayList<>();
        for (byte next : bytes) {
            if (next == '\n' || unfinished.size() == LONGEST_LINE) {
                lines.add(unfinished.toString(UTF_8));
                unfinished.reset();
            }
            if (next != '\n') {
                unfinished.write(next);
            }
        }
        return lines;
    }

    private byte[] read() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            if (file.length() < position) {
                position = 0;
            }
            byte[] bytes = new byte[(int) Math.min(CHUNK, file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            position += bytes.length;
            return bytes;
        }
    }
}
