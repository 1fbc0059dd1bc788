package dev.tailback.lab.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** When a process started, in the words of leash.sh: the two are compared as text. */
final class ProcessLife {

    private static final boolean HAS_PROC = Files.isDirectory(Path.of("/proc/self"));

    private ProcessLife() {}

    /** Empty when there is no such process, or only its corpse. */
    static Optional<String> startOf(long pid) {
        try {
            return HAS_PROC ? fromProc(pid) : fromPs(pid);
        } catch (IOException failure) {
            throw new UncheckedIOException("Could not look up process " + pid, failure);
        }
    }

    /** Who works in that directory, as far as we may see; nobody where there is no /proc to say so. */
    static List<Long> at(Path directory) {
        if (!HAS_PROC) {
            return List.of();
        }
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> worksIn(pid).filter(directory::equals).isPresent())
                .toList();
    }

    private static Optional<Path> worksIn(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")));
        } catch (IOException endedOrNotOurs) {
            return Optional.empty();
        }
    }

    private static Optional<String> fromProc(long pid) throws IOException {
        Path file = Path.of("/proc", Long.toString(pid), "stat");
        String stat;
        try {
            stat = Files.readString(file);
        } catch (IOException failure) {
            // The kernel says ENOENT or, when the process ends while we read, ESRCH, for which Java has no class.
            if (Files.exists(file)) {
                throw failure;
            }
            return Optional.empty();
        }
        // The command's name, in parentheses, may hold blanks; what follows it begins with field 3, the state.
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        boolean corpse = fields.getFirst().equals("Z") || fields.getFirst().equals("X");
        return corpse ? Optional.empty() : Optional.of(fields.get(22 - 3));
    }

    private static Optional<String> fromPs(long pid) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("ps", "-o", "stat=,lstart=", "-p", Long.toString(pid));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        Process ps = builder.start();
        String said = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        List<String> words = List.of(said.strip().split("\\s+"));
        return words.size() < 2 || words.getFirst().startsWith("Z")
                ? Optional.empty()
                : Optional.of(String.join(" ", words.subList(1, words.size())));
    }
}
