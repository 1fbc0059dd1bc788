package dev.tailback.lab.terminal;

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

    public int exitCode() {
        return exitCode;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
