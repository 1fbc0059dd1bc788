package dev.tailback.lab.scenario.verdict;

/** What a run proved, as a shell hears it. */
public enum Outcome {
    HELD(0, "HELD"),
    NOT_HELD(1, "NOT HELD"),
    /** The machine was another before than after, or than was assumed: what was seen says little. */
    INCONCLUSIVE(3, "INCONCLUSIVE");

    private final int exitCode;
    private final String words;

    Outcome(int exitCode, String words) {
        this.exitCode = exitCode;
        this.words = words;
    }

    public int exitCode() {
        return exitCode;
    }

    public String words() {
        return words;
    }
}
