package dev.tailback.lab.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that a pid file names, if it is still the same one.
 *
 * <p>The file holds {@code PID START}: pids are given out again, the time a process started is not.
 */
public record PidFile(Path path) {

    private static final Pattern CONTENT = Pattern.compile("(\\d{1,10}) (\\S.*)");
    private static final Duration KILL_TAKES_EFFECT = Duration.ofSeconds(10);

    private record Named(long pid, String start) {
        boolean lives() {
            return ProcessLife.startOf(pid).filter(start::equals).isPresent();
        }
    }

    /** Empty when the file is missing or malformed, the process is gone, or its pid now belongs to another. */
    public OptionalLong livingPid() {
        return named().filter(Named::lives)
                .map(Named::pid)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Ends the process that the file names, by force when the patience is used up, and deletes the file. */
    public void end(Duration patience) {
        named().filter(Named::lives).ifPresent(named -> end(named, patience));
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void end(Named named, Duration patience) {
        if (Signals.askToEnd(named.pid(), patience, named::lives)) {
            return;
        }
        ProcessHandle.of(named.pid()).filter(still -> named.lives()).ifPresent(ProcessHandle::destroyForcibly);
        if (!Waiting.untilUninterruptibly(KILL_TAKES_EFFECT, () -> !named.lives())) {
            throw new IllegalStateException("Process " + named.pid() + " of " + path + " is still there "
                    + KILL_TAKES_EFFECT.toSeconds() + " s after it was killed");
        }
    }

    private Optional<Named> named() {
        try {
            Matcher content = CONTENT.matcher(Files.readString(path).strip());
            return content.matches()
                    ? Optional.of(new Named(Long.parseLong(content.group(1)), content.group(2)))
                    : Optional.empty();
        } catch (NoSuchFileException failure) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
