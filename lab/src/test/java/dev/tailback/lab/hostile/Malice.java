package dev.tailback.lab.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.zip.GZIPOutputStream;

/** What hostile inputs are made of. The same seed makes the same inputs. */
final class Malice {
    private static final int LARGE = 70_000;

    private static final List<String> PIECES = List.of(
            "",
            " ",
            "'",
            "\"",
            "' OR 1=1 --",
            "\u001b[2J\u001b]0;title\u0007",
            "\u202egnp.exe",
            "\u0000",
            "\r\nX-Injected: 1",
            "../../../etc/passwd",
            "${jndi:ldap://127.0.0.1/a}",
            "<script>alert(1)</script>",
            "-1",
            "0",
            "1.5",
            "1e400",
            "9223372036854775808",
            "NaN",
            "null",
            "true",
            "-999999999-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59Z",
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "\ud800",
            "\u00ff\u00fe",
            "\ud83d\udca9",
            "%zz",
            "%00",
            "%ff",
            "SKU-99999",
            "SKU-0",
            "4242424242424242");

    private final Random random;

    Malice(long seed) {
        this.random = new Random(seed);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean sometimes(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    String piece() {
        return sometimes(12) ? one(PIECES).concat("x".repeat(random.nextInt(LARGE))) : one(PIECES);
    }

    byte[] noise() {
        byte[] bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A document that is nearly what is wanted, or nothing of the kind. */
    byte[] spoiled(String document) {
        return switch (random.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> noise();
            case 2 ->
                document.substring(0, random.nextInt(document.length() + 1)).getBytes(UTF_8);
            case 3 -> "[".repeat(random.nextInt(LARGE)).getBytes(UTF_8);
            case 4 -> "{\"a\":".repeat(random.nextInt(LARGE / 5)).getBytes(UTF_8);
            case 5 ->
                one(List.of("null", "[]", "{}", "1", "\"\"", "true", "\ufeff{}", "{}{}"))
                        .getBytes(UTF_8);
            case 6 -> twice(document).getBytes(UTF_8);
            case 7 -> flipped(document.getBytes(UTF_8));
            case 8 -> zipped(document.getBytes(UTF_8));
            case 9 -> document.replaceFirst("\\d+", quoted(piece())).getBytes(UTF_8);
            default ->
                document.replaceFirst("(?<=:)\"[^\"]*\"", quoted("\"" + escaped(piece()) + "\""))
                        .getBytes(UTF_8);
        };
    }

    /** Every field twice. */
    private static String twice(String document) {
        int first = document.indexOf('{') + 1;
        int last = document.lastIndexOf('}');
        return first == 0 || last < first
                ? document
                : document.substring(0, last) + "," + document.substring(first, last) + document.substring(last);
    }

    byte[] flipped(byte[] bytes) {
        for (int times = 0; times < 3 && bytes.length > 0; times++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    static String bytewise(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
