package dev.tailback.flowalerts.rules.tools;

/** How a command ends; as promtool does. */
final class Exit {
    static final int GOOD = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    /** Nothing is wrong but what was told to be fatal. */
    static final int LINT = 3;

    private Exit() {}
}
