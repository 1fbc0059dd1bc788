package dev.tailback.flowalerts.rules.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.flowalerts.otlp.RecordedRequests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request of OTLP's JSON in each line, plain or gzip, as {@code ./tailback spans --otlp}, the evidence of a run and the
 * Collector's file exporter write them.
 */
public final class OtlpFiles {
    private static final int LONGEST_LINE = 16 << 20;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final RecordedRequests requests = new RecordedRequests();
    private final Recording into;

    public OtlpFiles(Recording into) {
        this.into = into;
    }

    /** Reads a file; of a folder, such as a run's, every file whose name has {@code .otlp.jsonl} in it. */
    public void read(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            readFile(path);
            return;
        }
        List<Path> files = recordingsIn(path);
        if (files.isEmpty()) {
            throw new Unreadable("the folder " + path + " has no file *.otlp.jsonl or *.otlp.jsonl.gz");
        }
        for (Path file : files) {
            readFile(file);
        }
    }

    private static List<Path> recordingsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".otlp.jsonl")
                            || file.toString().endsWith(".otlp.jsonl.gz"))
                    .sorted()
                    .toList();
        }
    }

    private void readFile(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(unpacked(file), UTF_8))) {
            int number = 0;
            for (String line = next(lines, file, 1); line != null; line = next(lines, file, number + 1)) {
                number++;
                if (!line.isBlank()) {
                    read(line, file + ":" + number);
                }
            }
        }
    }

    private void read(String line, String place) {
        StringBuilder otherwise = new StringBuilder();
        into.add(requests.read(line, otherwise)
                .orElseThrow(() ->
                        new Unreadable(place + ": " + otherwise + "; allowed: a request of OTLP's JSON in each line")));
    }

    /** Like {@code readLine}, which would read a file of one endless line into memory. */
    private static @Nullable String next(BufferedReader lines, Path file, int number) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = lines.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = lines.read()) {
            if (line.length() == LONGEST_LINE) {
                throw new Unreadable("%s:%d: the line is longer than %,d characters; allowed: as many as that"
                        .formatted(file, number, LONGEST_LINE));
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static InputStream unpacked(Path file) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(Files.newInputStream(file), 2);
        byte[] first = bytes.readNBytes(2);
        bytes.unread(first);
        boolean isGzip = first.length == 2 && (first[0] & 0xFF) == GZIP_FIRST && (first[1] & 0xFF) == GZIP_SECOND;
        return isGzip ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }
}
