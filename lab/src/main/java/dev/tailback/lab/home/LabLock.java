package dev.tailback.lab.home;

import dev.tailback.lab.machine.Patience;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One lab for each home. The operating system lets go of the lock however its holder ends. */
public final class LabLock implements AutoCloseable {
    private final Home home;
    private final FileChannel channel;

    private LabLock(Home home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    /** Empty when another lab holds it. */
    public static Optional<LabLock> take(Home home) throws IOException, InterruptedException {
        home.create();
        Optional<LabLock> lock = tryTake(home);
        // Somebody may only have been looking, see isHeld.
        for (int again = 0; again < 5 && lock.isEmpty(); again++) {
            Patience.pause(Duration.ofMillis(20));
            lock = tryTake(home);
        }
        return lock;
    }

    private static Optional<LabLock> tryTake(Home home) throws IOException {
        FileChannel channel = FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                // Of one that was killed.
                Files.deleteIfExists(home.labFile());
                return Optional.of(new LabLock(home, channel));
            }
        } catch (OverlappingFileLockException heldInThisJvm) {
            // Said as any other holder is: by the empty result.
        }
        channel.close();
        return Optional.empty();
    }

    /** Whether a lab runs; its {@link LabFile} is true then, and only then. */
    public static boolean isHeld(Home home) throws IOException {
        if (!Files.exists(home.lockFile())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(home.lockFile(), StandardOpenOption.READ);
                // Shared, so that two who look at the same time do not take each other for a lab.
                FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return free == null;
        } catch (OverlappingFileLockException heldInThisJvm) {
            return true;
        }
    }

    /** Says to other commands where this lab is to be found. */
    public void announce(Ports ports, Instant startedAt) throws IOException {
        new LabFile(ProcessHandle.current().pid(), startedAt, ports, null, null).write(home);
    }

    /** The same by one that looks on, to commands beside it, in its container: the parts have names there. */
    public void announce(ServiceNames names, Instant startedAt) throws IOException {
        new LabFile(ProcessHandle.current().pid(), startedAt, Ports.standard(), names, null).write(home);
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            Files.deleteIfExists(home.labFile());
            channel.close();
        }
    }
}
