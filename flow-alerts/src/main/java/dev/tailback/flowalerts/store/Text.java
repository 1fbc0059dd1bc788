package dev.tailback.flowalerts.store;

/** What PostgreSQL takes for text: anything but the character zero. */
final class Text {
    private static final char ZERO = '\0';
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    static String storable(String text) {
        return text.indexOf(ZERO) < 0 ? text : text.replace(ZERO, REPLACEMENT);
    }
}
