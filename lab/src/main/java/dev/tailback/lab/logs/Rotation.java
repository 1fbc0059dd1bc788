package dev.tailback.lab.logs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps logs small, of which one old one each is kept. Whoever writes appends to an open file and goes on doing so, so that
 * what is in it is copied and the file emptied: what is written between the two, a line or none, is lost.
 */
public final class Rotation {
    public static final long LARGEST = 10 << 20;

    private Rotation() {}

    /** Every log in the folder that has become too large. */
    public static void ofAll(Path folder, long largest) throws IOException {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*.log")) {
            for (Path log : logs) {
                of(log, largest);
            }
        }
    }

    public static void of(Path log, long largest) throws IOException {
        if (LogTail.size(log) <= largest) {
            return;
        }
        Path copy = log.resolveSibling(log.getFileName() + ".1.new");
        try (FileChannel from = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel to = FileChannel.open(
                        copy,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            long copied = 0;
            while (copied < from.size()) {
                copied += from.transferTo(copied, from.size() - copied, to);
            }
            from.truncate(0);
        }
        Files.move(copy, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
}
