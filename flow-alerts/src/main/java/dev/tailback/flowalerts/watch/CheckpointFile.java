package dev.tailback.flowalerts.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What rules know, on disk. It is written beside and moved into place, so that a crash leaves the one before. One that
 * cannot be read is said, and rules begin anew: they are right again once their windows have passed.
 */
final class CheckpointFile {
    private static final Logger log = LoggerFactory.getLogger(CheckpointFile.class);

    private static final long MAGIC = 0x7461696c72756c65L;
    private static final int VERSION = 1;
    private static final int HEADER = 8 + 4 + 8 + 4;

    private final Path file;
    private boolean failed;

    CheckpointFile(Path file) {
        this.file = file;
    }

    void write(byte[] state) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + state.length);
        bytes.putLong(MAGIC)
                .putInt(VERSION)
                .putLong(sum(state))
                .putInt(state.length)
                .put(state)
                .flip();
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel out = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(false);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            failed = false;
        } catch (IOException failure) {
            if (!failed) {
                log.error(
                        "{} cannot be written, and a restart would go on from before: {}",
                        file,
                        failure.toString(),
                        failure);
            }
            failed = true;
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Empty when it cannot be used. */
    <T> Optional<T> read(Function<byte[], T> restore) {
        try {
            byte[] state = state(ByteBuffer.wrap(Files.readAllBytes(file)));
            T restored = restore.apply(state);
            log.info("rules go on from {}, written {}", file, Files.getLastModifiedTime(file));
            return Optional.of(restored);
        } catch (IOException | RuntimeException failure) {
            log.warn("rules begin anew, since {} cannot be used: {}", file, failure.toString());
            return Optional.empty();
        }
    }

    private static byte[] state(ByteBuffer in) {
        if (in.remaining() < HEADER || in.getLong() != MAGIC) {
            throw new IllegalArgumentException("it is no checkpoint; allowed: one that flow-alerts wrote");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new IllegalArgumentException("a file of version %d; allowed: %d".formatted(version, VERSION));
        }
        long sum = in.getLong();
        int length = in.getInt();
        if (length != in.remaining()) {
            throw new IllegalArgumentException("it has %d bytes; allowed: %d".formatted(in.remaining(), length));
        }
        byte[] state = new byte[length];
        in.get(state);
        if (sum(state) != sum) {
            throw new IllegalArgumentException("its checksum is wrong; allowed: a file as it was written");
        }
        return state;
    }

    private static long sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return sum.getValue();
    }
}
