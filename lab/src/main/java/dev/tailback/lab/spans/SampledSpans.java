package dev.tailback.lab.spans;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.web.Json;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All kept spans of some time in a gzip file, a request of OTLP's JSON in each line. Where they would take too much of the
 * disk, whole traces are left out, half of them at a time until the rest fits: half a trace would look like a broken flow.
 */
public final class SampledSpans {
    private final KeptSpans kept;
    private final long mostBytes;

    public SampledSpans(KeptSpans kept, long mostBytes) {
        this.kept = kept;
        this.mostBytes = mostBytes;
    }

    /** @param oneTraceOf so many was written; 1: all */
    public record Written(int spans, int oneTraceOf) {
        /** For the person who started the run. */
        public String sentence() {
            return oneTraceOf == 1
                    ? spans + " spans"
                    : "%d spans: one trace of %d, since all would have taken too much of the disk"
                            .formatted(spans, oneTraceOf);
        }
    }

    public Written write(Path file, SpanFilter filter) throws IOException, InterruptedException {
        for (int oneTraceOf = 1; ; oneTraceOf *= 2) {
            TraceSample sample = new TraceSample(oneTraceOf);
            if (writeAll(file, filter, sample)) {
                return new Written(sample.spans(), oneTraceOf);
            }
        }
    }

    /** Whether it fitted. */
    private boolean writeAll(Path file, SpanFilter filter, TraceSample sample)
            throws IOException, InterruptedException {
        try (Counted counted = new Counted(Files.newOutputStream(file))) {
            try (BufferedWriter lines =
                    new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(counted), UTF_8))) {
                String next = null;
                do {
                    next = writePage(lines, kept.otlp(filter, KeptSpans.PAGE, next), sample);
                } while (next != null && counted.bytes <= mostBytes);
            }
            return counted.bytes <= mostBytes;
        }
    }

    private static @Nullable String writePage(BufferedWriter lines, KeptSpans.OtlpPage page, TraceSample sample)
            throws IOException {
        for (JsonNode request : page.requests()) {
            if (sample.reduce(request)) {
                lines.write(Json.compact(request));
                lines.write('\n');
            }
        }
        return page.next();
    }

    private static final class Counted extends FilterOutputStream {
        private long bytes;

        Counted(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
            bytes += length;
        }
    }
}
