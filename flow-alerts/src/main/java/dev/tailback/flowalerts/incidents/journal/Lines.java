package dev.tailback.flowalerts.incidents.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a journal's file: a line that says which version it is, and then lines of a checksum, a blank and a text.
 *
 * @param end of the last whole line, in bytes from the beginning
 * @param note what is not as it should be
 * @param isForeign this is no journal of this version
 */
record Lines(List<byte[]> texts, int end, @Nullable String note, boolean isForeign) {
    static final byte[] HEADER = "tailback incidents 1\n".getBytes(US_ASCII);

    private static final int CHECKSUM = 8;
    private static final int LONGEST_SHOWN = 60;

    static Lines of(byte[] file) {
        // A crash may have cut the first line, too.
        if (file.length < HEADER.length && Arrays.equals(file, Arrays.copyOf(HEADER, file.length))) {
            return new Lines(List.of(), 0, null, false);
        }
        if (!Arrays.equals(HEADER, Arrays.copyOf(file, HEADER.length))) {
            return new Lines(List.of(), 0, foreign(file), true);
        }
        List<byte[]> texts = new ArrayList<>();
        int wrong = 0;
        int at = HEADER.length;
        for (int end = endOfLine(file, at); end >= 0; end = endOfLine(file, at)) {
            if (isWhole(file, at, end)) {
                texts.add(Arrays.copyOfRange(file, at + CHECKSUM + 1, end));
            } else {
                wrong++;
            }
            at = end + 1;
        }
        return new Lines(texts, at, note(wrong, file.length - at), false);
    }

    private static String foreign(byte[] file) {
        String first = new String(file, 0, Math.min(file.length, LONGEST_SHOWN), UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        return "it begins with '%s'; this version reads '%s'".formatted(first, new String(HEADER, US_ASCII).strip());
    }

    private static @Nullable String note(int wrong, int torn) {
        if (wrong > 0) {
            return "the checksums of %d of its lines are wrong; these are left out".formatted(wrong);
        }
        return torn > 0 ? "its last line is torn, and was cut off (%d bytes)".formatted(torn) : null;
    }

    private static boolean isWhole(byte[] file, int from, int end) {
        int text = from + CHECKSUM + 1;
        return text <= end && new String(file, from, CHECKSUM, US_ASCII).equals(checksum(file, text, end - text));
    }

    private static int endOfLine(byte[] file, int from) {
        for (int i = from; i < file.length; i++) {
            if (file[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** @param text without a line break */
    static ByteBuffer line(byte[] text) {
        return ByteBuffer.allocate(CHECKSUM + text.length + 2)
                .put(checksum(text, 0, text.length).getBytes(US_ASCII))
                .put((byte) ' ')
                .put(text)
                .put((byte) '\n')
                .flip();
    }

    private static String checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
