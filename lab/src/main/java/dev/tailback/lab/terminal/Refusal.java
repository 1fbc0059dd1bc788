package dev.tailback.lab.terminal;

import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** Something that cannot be done, in a sentence for the person at the terminal: no stack trace is of use to them. */
public final class Refusal extends RuntimeException {
    /** What the command line says for a wrong argument. */
    public static final int WRONG_USE = 2;

    private static final long serialVersionUID = 1;

    private final int exitCode;

    public Refusal(String sentence) {
        this(1, sentence);
    }

    public Refusal(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public Refusal(String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = 1;
    }

    /** The failure of a task in another thread, which may have been a sentence already. */
    public static Refusal of(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        if (cause instanceof WebFailure || cause instanceof IOException) {
            return new Refusal(String.valueOf(cause.getMessage()), failed);
        }
        return new Refusal(String.valueOf(cause), failed);
    }

    public int exitCode() {
        return exitCode;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
