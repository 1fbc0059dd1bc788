package dev.tailback.lab.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who listens on a port, as far as this user may know. */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int LONGEST_COMMAND = 120;
    private static final Pattern JVM_FLAG = Pattern.compile("-X|-D|--(enable|add)-");

    private PortHolder() {}

    /** Such as {@code pid 4711 (python3 -m http.server 8080)}. */
    static Optional<String> of(int port) {
        Optional<Long> pid = Files.isDirectory(PROC.resolve("net")) ? fromProc(port) : fromLsof(port);
        return pid.map(PortHolder::describe);
    }

    private static String describe(long pid) {
        String command = telling(Subprocess.output("ps", "-o", "args=", "-p", String.valueOf(pid)));
        return command.isEmpty() ? "pid " + pid : "pid " + pid + " (" + command + ")";
    }

    /** Without a JVM's flags, which would hide the jar. */
    static String telling(String commandLine) {
        String command = Arrays.stream(commandLine.strip().split("\\s+"))
                .filter(word -> !JVM_FLAG.matcher(word).lookingAt())
                .collect(Collectors.joining(" "));
        return command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) + "…" : command;
    }

    private static Optional<Long> fromLsof(int port) {
        return Subprocess.output("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-t")
                .lines()
                .findFirst()
                .map(Long::valueOf);
    }

    private static Optional<Long> fromProc(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : new String[] {"tcp", "tcp6"}) {
            sockets.addAll(listeningSockets(PROC.resolve("net").resolve(table), port));
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holdsOne(pid, sockets))
                .findFirst();
    }

    private static Set<String> listeningSockets(Path table, int port) {
        String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
        Set<String> sockets = new HashSet<>();
        try {
            for (String line : Files.readAllLines(table, UTF_8)) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > INODE
                        && fields[LOCAL_ADDRESS].endsWith(suffix)
                        && fields[STATE].equals(LISTENING)) {
                    sockets.add("socket:[" + fields[INODE] + "]");
                }
            }
            return sockets;
        } catch (IOException noSuchTable) {
            return Set.of();
        }
    }

    private static boolean holdsOne(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException endedOrForbidden) {
            return false;
        }
    }
}
