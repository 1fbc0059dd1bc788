package dev.tailback.flowalerts.store.row;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What PostgreSQL takes for text: anything but the character zero and halves of characters. */
public final class Text {
    private static final char ZERO = '\0';
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    public static String storable(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == ZERO || Character.isSurrogate(text.charAt(at))) {
                return mended(text);
            }
        }
        return text;
    }

    private static String mended(String text) {
        // A half of a character cannot be encoded, and becomes a question mark.
        return new String(text.getBytes(UTF_8), UTF_8).replace(ZERO, REPLACEMENT);
    }
}
