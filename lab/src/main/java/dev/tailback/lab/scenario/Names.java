package dev.tailback.lab.scenario;

import dev.tailback.telemetry.DemoRun;

/** What a story may be called: folders and the demo's clock are named after it. */
public final class Names {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,49}";

    private Names() {}

    /** Throws an {@link IllegalArgumentException} for what is no name. */
    public static String of(String text) {
        if (!text.matches(NAME)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not allowed: 1 to 50 small letters, digits and -, such as black-friday");
        }
        if (text.equals(DemoRun.OFF)) {
            throw new IllegalArgumentException("'off' is not allowed: so the demo's clock is called when none runs");
        }
        return text;
    }
}
