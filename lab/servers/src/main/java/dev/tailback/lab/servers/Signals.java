package dev.tailback.lab.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The polite way to end a process. */
final class Signals {

    private Signals() {}

    /** TERM, and INT when half the patience is used up. Returns whether the process ended. */
    static boolean askToEnd(long pid, Duration patience, BooleanSupplier lives) {
        if (!lives.getAsBoolean()) {
            return true;
        }
        // A stopped process hears nothing but KILL and CONT.
        send(pid, "TERM", "CONT");
        Duration half = patience.dividedBy(2);
        if (Waiting.until(half, () -> !lives.getAsBoolean())) {
            return true;
        }
        send(pid, "INT");
        return Waiting.until(patience.minus(half), () -> !lives.getAsBoolean());
    }

    /** The shell's builtin: slim images have no kill program, and the JDK knows no signals but TERM and KILL. */
    private static void send(long pid, String... signals) {
        StringBuilder commands = new StringBuilder();
        for (String signal : signals) {
            commands.append("kill -").append(signal).append(' ').append(pid).append(';');
        }
        try {
            // Its status says only whether the process was still there, and whoever asks looks for that.
            new ProcessBuilder("bash", "-p", "-c", commands.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException failure) {
            throw new UncheckedIOException("Could not signal process " + pid, failure);
        }
    }
}
