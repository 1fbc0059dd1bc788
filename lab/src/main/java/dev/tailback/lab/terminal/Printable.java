package dev.tailback.lab.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.web.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What came from outside, so that a terminal can show it: bounded, and without control characters, which could make a
 * terminal do anything, and without what turns the order of characters round. What is replaced stands there as JSON
 * writes it, so that JSON remains what it was.
 */
public final class Printable {
    private static final int MOST_LINES = 200;
    private static final int LONGEST_TEXT = 2_000;
    /** Some texts, and what the lab says besides. */
    private static final int LONGEST_LINE = 4_000;

    private static final int LONGEST_CELL = 200;
    private static final int LARGEST_JSON = 256 << 10;
    private static final int MOST_DUMPED = 1 << 10;
    private static final int PER_LINE = 16;

    private Printable() {}

    /** One text from outside. */
    public static String text(String text) {
        return cut(text, LONGEST_TEXT, Printable::isHarmless);
    }

    /** One text among others in a table, which is as wide as the widest. */
    static String cell(String text) {
        return safe(text, LONGEST_CELL, Printable::isHarmless) + (text.length() <= LONGEST_CELL ? "" : "…");
    }

    /** A whole line with the lab's own {@link Styles}: the last look before the terminal. */
    static String line(String line) {
        return cut(line, LONGEST_LINE, each -> isHarmless(each) || each == '\t' || Styles.isMark(each));
    }

    /** What is said on standard error, in its lines. */
    public static List<String> lines(String text) {
        return text.lines().map(Printable::line).toList();
    }

    /** For programs: nothing is cut off. */
    static String whole(String line) {
        return safe(line, line.length(), each -> isHarmless(each) || each == '\t');
    }

    /** The same of one value in a line of them with tabs between. */
    public static String value(String text) {
        return safe(text, text.length(), Printable::isHarmless);
    }

    private static String cut(String text, int most, IntPredicate passes) {
        String safe = safe(text, most, passes);
        return text.length() <= most ? safe : safe + "… (" + text.length() + " characters)";
    }

    private static String safe(String text, int most, IntPredicate passes) {
        int end = Math.min(text.length(), most);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder safe = new StringBuilder(end);
        for (int at = 0; at < end; ) {
            int next = text.codePointAt(at);
            at += Character.charCount(next);
            if (passes.test(next)) {
                safe.appendCodePoint(next);
            } else {
                Character.toString(next).chars().forEach(half -> safe.append("\\u%04x".formatted(half)));
            }
        }
        return safe.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            case Character.UNASSIGNED -> !Styles.isMark(codePoint);
            default -> true;
        };
    }

    public static String bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "(null)";
        }
        try {
            return text(strict(bytes));
        } catch (CharacterCodingException binary) {
            return bytes.length + " bytes that are no UTF-8";
        }
    }

    /** JSON laid out, anything else as bytes. */
    public static List<String> payload(byte @Nullable [] value) {
        if (value == null) {
            return List.of("(null)");
        }
        if (value.length > 0 && value.length <= LARGEST_JSON) {
            try {
                return bounded(Json.pretty(Json.tree(strict(value))));
            } catch (CharacterCodingException | JacksonException | StackOverflowError notJson) {
                return dump(value);
            }
        }
        return dump(value);
    }

    private static String strict(byte[] bytes) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static List<String> bounded(String text) {
        List<String> lines = new ArrayList<>();
        text.lines().limit(MOST_LINES).map(Printable::text).forEach(lines::add);
        long more = text.lines().count() - lines.size();
        if (more > 0) {
            lines.add("… " + more + " more lines");
        }
        return lines;
    }

    private static List<String> dump(byte[] value) {
        List<String> lines = new ArrayList<>();
        int end = Math.min(value.length, MOST_DUMPED);
        for (int from = 0; from < end; from += PER_LINE) {
            lines.add(dumpLine(value, from, Math.min(end, from + PER_LINE)));
        }
        if (value.length > end) {
            lines.add("… " + (value.length - end) + " more bytes");
        }
        return lines.isEmpty() ? List.of("(empty)") : lines;
    }

    private static String dumpLine(byte[] value, int from, int to) {
        StringBuilder hex = new StringBuilder();
        StringBuilder characters = new StringBuilder();
        for (int at = from; at < to; at++) {
            hex.append("%02x ".formatted(value[at]));
            characters.append(value[at] >= ' ' && value[at] <= '~' ? (char) value[at] : '.');
        }
        return "%08x  %-48s %s".formatted(from, hex, characters);
    }
}
