package dev.tailback.lab.payments;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happened, one line each, only ever added to. Lines that are waited for at the same time reach the disk together:
 * whoever comes first writes for all who came meanwhile, so that a slow disk makes groups larger and not answers fewer.
 */
final class Journal implements AutoCloseable {
    private static final int BACKWARDS = 4096;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final FileChannel channel;
    private StringBuilder pending = new StringBuilder();
    private long appended;
    private long forced;
    private boolean forcing;
    private @Nullable IOException broken;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Hands over every entry that is there, without a last line that was torn when the writer was killed. */
    static Journal open(Path file, Consumer<Entry> reader) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        makeForOwnerOnly(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, channel);
            channel.truncate(endOfLastLine(channel));
            read(file, reader);
            channel.position(channel.size());
            return new Journal(file, channel);
        } catch (IOException | RuntimeException unusable) {
            channel.close();
            throw unusable;
        }
    }

    /** It holds cards. One that is there already, from an earlier version say, is closed to others. */
    private static void makeForOwnerOnly(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException there) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException inThisJvm) {
            throw new IOException("another provider writes to the journal " + file, inThisJvm);
        }
        throw new IOException("another provider writes to the journal " + file);
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer some = ByteBuffer.allocate(BACKWARDS);
        for (long end = channel.size(); end > 0; ) {
            long start = Math.max(0, end - BACKWARDS);
            some.clear().limit((int) (end - start));
            while (some.hasRemaining() && channel.read(some, start + some.position()) >= 0) {}
            for (int at = some.position() - 1; at >= 0; at--) {
                if (some.get(at) == '\n') {
                    return start + at + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    private static void read(Path file, Consumer<Entry> reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, US_ASCII)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    reader.accept(Entry.read(line));
                } catch (IllegalArgumentException | IllegalStateException misfit) {
                    throw new IOException(
                            "line %d of the journal %s cannot be read, '%s': %s"
                                    .formatted(number, file, line, misfit.getMessage()),
                            misfit);
                }
            }
        }
    }

    /** A number to wait for. */
    synchronized long append(Entry entry) {
        pending.append(entry.line());
        return ++appended;
    }

    /** What has been appended so far. */
    synchronized long position() {
        return appended;
    }

    /** Returns when everything up to that number is on the disk. */
    void awaitForced(long number) throws InterruptedException {
        while (true) {
            String lines;
            long upTo;
            synchronized (this) {
                while (forcing && forced < number && broken == null) {
                    wait();
                }
                demandWhole();
                if (forced >= number) {
                    return;
                }
                forcing = true;
                lines = pending.toString();
                pending = new StringBuilder();
                upTo = appended;
            }
            force(lines, upTo);
        }
    }

    private void force(String lines, long upTo) {
        IOException failure = null;
        try {
            ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException diskFullOrGone) {
            failure = diskFullOrGone;
        }
        synchronized (this) {
            forcing = false;
            broken = failure;
            forced = failure == null ? upTo : forced;
            notifyAll();
        }
    }

    /** Once a write has failed, what is in memory may be more than what is on the disk: nothing of it may be told. */
    synchronized void demandWhole() {
        if (broken != null) {
            throw new UncheckedIOException(
                    "the journal " + file + " cannot be written: " + broken.getMessage(), broken);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
