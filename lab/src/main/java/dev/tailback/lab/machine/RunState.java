package dev.tailback.lab.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process table says of a process, in its own letter: R runs, S sleeps, T is stopped, Z is dead. */
public record RunState(String letter) {
    private static final boolean HAS_PROC = Files.isDirectory(Path.of("/proc/self"));

    public static RunState of(long pid) {
        return new RunState(HAS_PROC ? fromProc(pid) : fromPs(pid));
    }

    public boolean isGone() {
        return letter.isEmpty() || letter.equals("Z") || letter.equals("X");
    }

    public boolean isStopped() {
        return letter.equals("T");
    }

    private static String fromProc(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The command's name, in parentheses, may hold blanks; the state follows it.
            return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
        } catch (IOException noSuchProcess) {
            return "";
        }
    }

    private static String fromPs(long pid) {
        String stat =
                Subprocess.output("ps", "-o", "stat=", "-p", Long.toString(pid)).strip();
        return stat.isEmpty() ? "" : stat.substring(0, 1);
    }
}
