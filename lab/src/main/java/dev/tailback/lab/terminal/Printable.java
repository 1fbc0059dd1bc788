package dev.tailback.lab.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.web.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What came from outside, so that a terminal can show it: bounded, and without control characters, which could make a
 * terminal do anything.
 */
public final class Printable {
    private static final int MOST_LINES = 200;
    private static final int LONGEST_LINE = 2_000;
    private static final int LARGEST_JSON = 256 << 10;
    private static final int MOST_DUMPED = 1 << 10;
    private static final int PER_LINE = 16;

    private Printable() {}

    public static String text(String text) {
        StringBuilder safe = new StringBuilder();
        int length = Math.min(text.length(), LONGEST_LINE);
        for (int at = 0; at < length; at++) {
            char next = text.charAt(at);
            boolean isSafe = !Character.isISOControl(next) && Character.getType(next) != Character.FORMAT;
            safe.append(isSafe ? String.valueOf(next) : "\\u%04x".formatted((int) next));
        }
        return length < text.length() ? safe + "… (" + text.length() + " characters)" : safe.toString();
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
