package dev.tailback.lab.spans;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.terminal.Refusal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The lines of somebody's file, gzipped or not, one after the other and none too long to be held. */
final class OtlpLines implements AutoCloseable {
    /** The lab's own JVM has a heap of 96 MB, and a line is in it three times as it is sent. */
    private static final int LONGEST = 8 << 20;

    private static final int GZIP = 0x1f8b;

    private final Path file;
    private final InputStream bytes;
    private int number;

    private OtlpLines(Path file, InputStream bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    static OtlpLines of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    file + " is " + (Files.exists(file) ? "no file" : "not there")
                            + "; allowed: a file with a request of OTLP's JSON in each line, gzipped or not");
        }
        BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return new OtlpLines(file, isGzipped(bytes) ? new BufferedInputStream(unzipped(file, bytes)) : bytes);
        } catch (IOException | RuntimeException unusable) {
            bytes.close();
            throw unusable;
        }
    }

    private static boolean isGzipped(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        int start = bytes.read() << 8 | bytes.read();
        bytes.reset();
        return start == GZIP;
    }

    private static InputStream unzipped(Path file, InputStream bytes) throws IOException {
        try {
            return new GZIPInputStream(bytes, 1 << 16);
        } catch (ZipException broken) {
            throw new Refusal(file + " begins like a gzipped file and is none: " + broken.getMessage(), broken);
        }
    }

    /** Null at the end. */
    @Nullable
    String next() throws IOException {
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = read()) {
            if (line.size() == LONGEST) {
                throw new Refusal(described() + " is too long: more than " + LONGEST + " bytes");
            }
            line.write(next);
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException otherwiseEncoded) {
            throw new Refusal(described() + " is no text in UTF-8", otherwiseEncoded);
        }
    }

    private int read() throws IOException {
        try {
            return bytes.read();
        } catch (ZipException | EOFException broken) {
            throw new Refusal(described() + " cannot be unzipped: " + broken.getMessage(), broken);
        }
    }

    /** The line that was read last, for people. */
    String described() {
        return "line " + number + " of " + file;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
