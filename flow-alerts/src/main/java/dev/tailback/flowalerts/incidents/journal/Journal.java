package dev.tailback.flowalerts.incidents.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file to which lines are only ever added. A line counts as soon as it is on the disk, whole: after a crash the torn one
 * at the end is cut off.
 *
 * <p>It is bounded: {@link #isFull} says when it is to be written anew with what is still known. A file of another version
 * is set aside under another name, and the journal begins anew; a line whose checksum is wrong is left out. Either is said
 * in the log and in {@link #note()}.
 */
public final class Journal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    static final String NAME = "incidents.journal";
    private static final String LOCK = "incidents.lock";
    private static final long MOST_BYTES = 32L << 20;
    // What is written anew may itself be large; only when it has grown by so much it is written once more.
    private static final long LEAST_GROWTH = 8L << 20;
    // Far more than a journal that is written anew in time; what is larger was made by somebody else.
    private static final long LARGEST_READ = 512L << 20;

    private final Path file;
    private final FileChannel lock;
    private final List<byte[]> kept;
    private final @Nullable String note;
    private FileChannel channel;
    private long size;
    private long sizeAnew;
    private long written;
    private long failures;
    private @Nullable String lastFailure;

    private Journal(Path file, FileChannel lock, Lines lines, @Nullable String note) throws IOException {
        this.file = file;
        this.lock = lock;
        this.kept = List.copyOf(lines.texts());
        this.note = note;
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(lines.end()).position(lines.end());
        size = lines.end();
        if (size == 0) {
            write(ByteBuffer.wrap(Lines.HEADER));
        }
        sizeAnew = size;
        if (note != null) {
            log.warn("{}: {}", file, note);
        }
    }

    /**
     * Opens the journal of a folder, which is made if it is not there.
     *
     * @throws IOException when the folder cannot be used, or another process uses it
     */
    public static Journal open(Path folder, Instant now) throws IOException {
        Files.createDirectories(folder);
        FileChannel lock = locked(folder.resolve(LOCK));
        try {
            Path file = folder.resolve(NAME);
            if (!Files.exists(file)) {
                return new Journal(file, lock, Lines.of(new byte[0]), null);
            }
            Lines lines = Files.size(file) > LARGEST_READ ? tooLarge() : Lines.of(Files.readAllBytes(file));
            return new Journal(file, lock, lines, lines.isForeign() ? setAside(file, lines, now) : lines.note());
        } catch (IOException failure) {
            lock.close();
            throw failure;
        }
    }

    private static FileChannel locked(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException failure) {
            channel.close();
            throw new IOException(path + " is held by this process already", failure);
        }
        channel.close();
        throw new IOException(path + " is held by another process");
    }

    private static Lines tooLarge() {
        return new Lines(List.of(), 0, "it is larger than %d MB".formatted(LARGEST_READ >> 20), true);
    }

    private static String setAside(Path file, Lines lines, Instant now) throws IOException {
        Path aside = file.resolveSibling("%s.%d.aside".formatted(NAME, now.getEpochSecond()));
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        return "%s; it was set aside as %s, and begins anew".formatted(lines.note(), aside.getFileName());
    }

    /** What it held when it was opened, in order. */
    public List<byte[]> kept() {
        return kept;
    }

    /** What was not as it should be when it was opened. */
    public @Nullable String note() {
        return note;
    }

    /** Adds a line, and forces it to the disk. What cannot be written is counted and told, and stops nobody. */
    public synchronized void keep(byte[] text) {
        try {
            write(Lines.line(text));
            channel.force(false);
            written++;
        } catch (IOException failure) {
            failed(failure);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        // From where the last whole line ended: half a line that a full disk left is written over.
        channel.position(size);
        long end = size + bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        size = end;
    }

    private void failed(IOException e) {
        failures++;
        if (lastFailure == null) {
            log.error("{} takes no line; what is told now is not known after a restart", file, e);
        }
        lastFailure = e.toString();
    }

    /** Whether it is time to write it anew. */
    public synchronized boolean isFull() {
        return size > Math.max(MOST_BYTES, sizeAnew + LEAST_GROWTH);
    }

    /**
     * Puts these lines in the place of all that is there. They stand in a file beside it first: whatever ends the process, the
     * old lines are there, or the new ones.
     */
    public synchronized void writeAnew(List<byte[]> texts) {
        FileChannel before = channel;
        long sizeBefore = size;
        try {
            Path beside = file.resolveSibling(NAME + ".new");
            channel = FileChannel.open(
                    beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            size = 0;
            write(ByteBuffer.wrap(Lines.HEADER));
            for (byte[] text : texts) {
                write(Lines.line(text));
            }
            channel.force(true);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            before.close();
            sizeAnew = size;
        } catch (IOException failure) {
            channel = before;
            size = sizeBefore;
            sizeAnew = size;
            failed(failure);
        }
    }

    public synchronized JournalState state() {
        return new JournalState(file.toString(), size, written, failures, lastFailure, note);
    }

    @Override
    public synchronized void close() {
        try (lock) {
            channel.close();
        } catch (IOException failure) {
            log.warn("{} could not be closed", file, failure);
        }
    }
}
