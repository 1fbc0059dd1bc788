package dev.tailback.flowalerts.otlp.wire;

/** What is out of proportion is cut, and ends with an ellipsis then. */
public final class Cut {
    /** A long SQL statement or a stack trace stays readable. */
    public static final int MAX_TEXT = 4096;

    public static final String ELLIPSIS = "…";

    private Cut() {}

    public static String text(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        // Not between the two halves of a character outside the basic plane.
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return text.substring(0, end) + ELLIPSIS;
    }
}
