package dev.tailback.flowalerts.rules.yaml;

import dev.tailback.flowalerts.rules.issues.Place;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A document of a file.
 *
 * @param firstLine of the file, on which the document begins
 */
record Source(String file, String text, int firstLine) {
    Place place(Mark mark) {
        return new Place(file, firstLine + mark.getLine(), mark.getColumn() + 1);
    }

    /**
     * Where a character of a scalar's text stands: as many characters that are not blank stand before it in the file as in the
     * text, since quotes, folding and indentation change blanks only. Escapes change more; of a text that has them, its
     * beginning is all that can be told.
     */
    Place within(Value.Scalar scalar, int index) {
        int at = startOfText(scalar);
        String written = text.substring(at);
        if (escapes(written)) {
            return scalar.place();
        }
        long before = scalar.text()
                .substring(0, index)
                .chars()
                .filter(c -> !Character.isWhitespace(c))
                .count();
        int i = at + skippedBefore(written);
        while (i < text.length() && (before > 0 || Character.isWhitespace(text.charAt(i)))) {
            if (!Character.isWhitespace(text.charAt(i))) {
                before--;
            }
            i++;
        }
        return placeOf(i);
    }

    private static boolean escapes(String written) {
        if (written.startsWith("'")) {
            return written.startsWith("''", written.indexOf('\'', 1));
        }
        int escape = written.indexOf('\\');
        return written.startsWith("\"") && escape >= 0 && escape < written.indexOf('"', 1);
    }

    /** A quote, or the header of a block such as {@code >-}. */
    private static int skippedBefore(String written) {
        if (written.isEmpty()) {
            return 0;
        }
        return switch (written.charAt(0)) {
            case '"', '\'' -> 1;
            case '|', '>' -> Math.max(1, written.indexOf('\n'));
            default -> 0;
        };
    }

    private int startOfText(Value.Scalar scalar) {
        int at = 0;
        for (int line = firstLine; line < scalar.place().line(); line++) {
            at = text.indexOf('\n', at) + 1;
        }
        return text.offsetByCodePoints(at, scalar.place().column() - 1);
    }

    private Place placeOf(int index) {
        int line = firstLine;
        int start = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Place(file, line, text.codePointCount(start, index) + 1);
    }
}
