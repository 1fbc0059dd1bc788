package dev.tailback.flowalerts.incidents.export;

import java.util.function.IntPredicate;

/**
 * Text from outside, made harmless. No character that would begin something in HTML is left, and none that turns the order
 * of a line round or hides in it: such a one is shown as what it is, {@code \}{@code u202e}.
 */
final class Escaped {
    private Escaped() {}

    /** For HTML, between tags or within a quoted attribute. */
    static String html(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\t' -> safe.appendCodePoint(point);
                default -> append(safe, point, Escaped::isUnseen);
            }
        });
        return safe.toString();
    }

    /** JSON that may stand within a script element: read again, it is the same. */
    static String json(String json) {
        StringBuilder safe = new StringBuilder(json.length() + 16);
        json.codePoints()
                .forEach(point ->
                        append(safe, point, each -> each == '<' || each == '>' || each == '&' || isUnseen(each)));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int point, IntPredicate isShownAsCode) {
        if (!isShownAsCode.test(point)) {
            safe.appendCodePoint(point);
            return;
        }
        for (char unit : Character.toChars(point)) {
            safe.append("\\u%04x".formatted((int) unit));
        }
    }

    /** Controls, what changes the direction of text, what has no width, and halves of pairs. */
    private static boolean isUnseen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
