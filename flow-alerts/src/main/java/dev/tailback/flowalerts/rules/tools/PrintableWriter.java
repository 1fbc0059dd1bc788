package dev.tailback.flowalerts.rules.tools;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * What rule files, their names and tapes hold, so that a terminal can show it: what could command a terminal, or turn the
 * order of characters round, stands there as YAML and JSON write it between double quotes.
 */
final class PrintableWriter extends FilterWriter {
    /** The first half of a pair, of which the second is to come; 0 if there is none. */
    private char half;

    PrintableWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int character) throws IOException {
        char next = (char) character;
        if (half != 0 && Character.isLowSurrogate(next)) {
            int codePoint = Character.toCodePoint(half, next);
            String text = isHarmless(codePoint) ? Character.toString(codePoint) : escaped(half) + escaped(next);
            half = 0;
            out.write(text);
            return;
        }
        writeLoneHalf();
        if (Character.isHighSurrogate(next)) {
            half = next;
        } else if (next == '\n' || next == '\t' || isHarmless(next)) {
            out.write(next);
        } else {
            out.write(escaped(next));
        }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        for (int at = from; at < from + length; at++) {
            write(text[at]);
        }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        for (int at = from; at < from + length; at++) {
            write(text.charAt(at));
        }
    }

    @Override
    public void close() throws IOException {
        writeLoneHalf();
        super.close();
    }

    private void writeLoneHalf() throws IOException {
        if (half != 0) {
            out.write(escaped(half));
            half = 0;
        }
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static String escaped(char character) {
        return String.format(Locale.ROOT, "\\u%04x", (int) character);
    }
}
