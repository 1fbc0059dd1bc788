package dev.tailback.lab.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a server answers in HTTP/1.1, as far as JSON needs it.
 *
 * @param isKept whether the connection may be used again
 */
record Response(int status, String body, boolean isKept) {
    private static final Pattern FIRST = Pattern.compile("HTTP/1\\.1 \\d{3}( .*)?");
    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_HEADERS = 100;
    private static final int LARGEST_BODY = 4 << 20;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int UNKNOWN = -1;

    static Response read(Connection from) throws IOException {
        String first = line(from);
        if (!FIRST.matcher(first).matches()) {
            throw new IOException("what answered speaks no HTTP/1.1: " + first);
        }
        int status = Integer.parseInt(first.substring(9, 12));
        int length = UNKNOWN;
        boolean isChunked = false;
        boolean isKept = true;
        int headers = 0;
        for (String header = line(from); !header.isEmpty(); header = line(from)) {
            if (++headers > MOST_HEADERS) {
                throw new IOException("the answer has more than the " + MOST_HEADERS + " headers allowed");
            }
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = bounded(Long.parseLong(value(lower)));
            } else if (lower.startsWith("transfer-encoding:")) {
                isChunked = value(lower).equals("chunked");
            } else if (lower.startsWith("connection:")) {
                isKept = !value(lower).equals("close");
            }
        }
        return new Response(status, body(from, status, length, isChunked), isKept);
    }

    private static String value(String header) {
        return header.substring(header.indexOf(':') + 1).strip();
    }

    private static String body(Connection from, int status, int length, boolean isChunked) throws IOException {
        if (isChunked) {
            return chunks(from);
        }
        if (length != UNKNOWN) {
            return new String(from.read(length), UTF_8);
        }
        if (status == NO_CONTENT || status == NOT_MODIFIED) {
            return "";
        }
        throw new IOException("the answer has neither a length nor chunks");
    }

    private static String chunks(Connection from) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line(from).split(";", 2)[0].strip();
            int length = bounded(Long.parseLong(size, 16) + body.size()) - body.size();
            if (length == 0) {
                break;
            }
            body.writeBytes(from.read(length));
            line(from);
        }
        while (!line(from).isEmpty()) {
            // Trailers say nothing that JSON needs.
        }
        return body.toString(UTF_8);
    }

    private static int bounded(long length) throws IOException {
        if (length < 0 || length > LARGEST_BODY) {
            throw new IOException("an answer of " + length + " bytes is not allowed: up to " + LARGEST_BODY);
        }
        return (int) length;
    }

    private static String line(Connection from) throws IOException {
        byte[] line = new byte[128];
        int length = 0;
        for (int character = from.read(); character != '\n'; character = from.read()) {
            if (length == LONGEST_LINE) {
                throw new IOException("a header is longer than the " + LONGEST_LINE + " bytes allowed");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) character;
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, ISO_8859_1);
    }
}
