package dev.tailback.lab.processes;

import dev.tailback.lab.logs.LogTail;
import dev.tailback.lab.logs.WrittenLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Why a process ended: its exit status or signal, and what its log said last. */
record Obituary(String name, String cause, Path log, List<String> lastWords) {
    private static final int LAST_LINES = 15;
    private static final int SIGNAL_BASE = 128;
    private static final Map<Integer, String> SIGNALS =
            Map.of(1, "HUP", 2, "INT", 3, "QUIT", 4, "ILL", 6, "ABRT", 7, "BUS", 9, "KILL", 11, "SEGV", 15, "TERM");

    static Obituary of(String name, int exitStatus, Path log, long logStart) {
        List<String> words;
        try {
            words = LogTail.lines(log, logStart, LAST_LINES).stream()
                    .flatMap(Obituary::readable)
                    .toList();
        } catch (IOException unreadable) {
            words = List.of("(the log cannot be read: " + unreadable + ")");
        }
        return new Obituary(name, cause(exitStatus) + diskFull(words), log, words);
    }

    /** Whoever wants the stacks finds them in the log. */
    private static Stream<String> readable(String line) {
        return WrittenLine.in(line).map(WrittenLine::inBrief).orElse(List.of(line)).stream();
    }

    private static String cause(int exitStatus) {
        int signal = exitStatus - SIGNAL_BASE;
        if (signal > 0 && SIGNALS.containsKey(signal)) {
            return "killed by signal " + signal + " (" + SIGNALS.get(signal) + ")";
        }
        return "exit status " + exitStatus;
    }

    private static String diskFull(List<String> words) {
        boolean isFull =
                words.stream().anyMatch(line -> line.contains("No space left on device") || line.contains("ENOSPC"));
        return isFull ? ": the disk is full" : "";
    }

    String inFull() {
        StringBuilder text =
                new StringBuilder(name).append(" ended while starting: ").append(cause);
        if (lastWords.isEmpty()) {
            text.append("\nIt wrote nothing to its log, ").append(log);
        } else {
            text.append("\nThe end of its log, ").append(log).append(":");
            lastWords.forEach(line -> text.append("\n    ").append(line));
        }
        return text.toString();
    }
}
