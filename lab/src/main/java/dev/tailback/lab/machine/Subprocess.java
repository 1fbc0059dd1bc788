package dev.tailback.lab.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;

/** A short command of the operating system. */
public final class Subprocess {
    private Subprocess() {}

    /** What it printed; nothing when it failed or does not exist: callers ask for what is good to know, not needed. */
    public static String output(String... command) {
        return output(new ProcessBuilder(command));
    }

    /** The same of one that reads or changes the terminal, from which its input comes. */
    public static String atTerminal(String... command) {
        return output(new ProcessBuilder(command).redirectInput(new File("/dev/tty")));
    }

    private static String output(ProcessBuilder command) {
        try {
            Process process =
                    command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return process.waitFor() == 0 ? output : "";
        } catch (IOException noSuchCommand) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
