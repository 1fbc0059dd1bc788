package dev.tailback.telemetry.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Text that a record, a request or another system wrote, and may have made as long as it liked. */
public final class Shortened {
    private static final String MARK = "… (%d characters in all)";
    /** An emoji takes two of Java's characters, and half of one cannot be written. */
    private static final int ROOM_FOR_MARK = 40;

    private Shortened() {}

    /** At most so many characters, the mark included that says how many there were. */
    public static String to(int most, String text) {
        return text.length() <= most ? text : cut(text, most - ROOM_FOR_MARK);
    }

    /** At most so many bytes of UTF-8, the mark included. */
    public static String toBytes(int most, String text) {
        // No character of Java takes more than three bytes.
        if (text.length() <= most / 3 || text.length() <= most && text.getBytes(UTF_8).length <= most) {
            return text;
        }
        return cut(text, (most - ROOM_FOR_MARK) / 3);
    }

    private static String cut(String text, int length) {
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + MARK.formatted(text.length());
    }
}
