package dev.tailback.flowalerts.rules.yaml;

import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.issues.Place;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes as text, if they are text. */
final class Utf8 {
    private static final String FIX = "save it as UTF-8";

    private Utf8() {}

    static Optional<String> text(String file, byte[] bytes, Issues issues) {
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            issues.add(Code.NOT_UTF_8, Place.beginningOf(file), "the file is UTF-16; allowed: UTF-8", FIX);
            return Optional.empty();
        }
        int from = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CoderResult ended = StandardCharsets.UTF_8.newDecoder().decode(rest, text, true);
        String read = text.flip().toString();
        if (ended.isError()) {
            issues.add(
                    Code.NOT_UTF_8,
                    placeAfter(file, read),
                    "byte 0x%02X is not UTF-8; allowed: UTF-8".formatted(bytes[rest.position()]),
                    FIX);
            return Optional.empty();
        }
        for (int i = 0; i < read.length(); i++) {
            if (isControl(read.charAt(i))) {
                issues.add(
                        Code.NOT_UTF_8,
                        placeAfter(file, read.substring(0, i)),
                        "the character U+%04X is no text; allowed: what can be printed, tabs and line ends"
                                .formatted((int) read.charAt(i)),
                        "delete it; within double quotes it can be written as an escape");
                return Optional.empty();
            }
        }
        return Optional.of(read);
    }

    private static boolean startsWith(byte[] bytes, int... wanted) {
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** What YAML does not allow in a file. */
    private static boolean isControl(char c) {
        return c != '\t' && c != '\n' && c != '\r' && (c < ' ' || c == 0x7F || c >= 0x80 && c < 0xA0 && c != 0x85)
                || c == 0xFEFF
                || c == 0xFFFE
                || c == 0xFFFF;
    }

    private static Place placeAfter(String file, String text) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        return new Place(file, line, text.codePointCount(text.lastIndexOf('\n') + 1, text.length()) + 1);
    }
}
