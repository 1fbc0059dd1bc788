package dev.tailback.lab.scenario;

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
        return text;
    }
}
