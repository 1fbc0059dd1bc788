package dev.tailback.lab.scenario.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes what comes over one of flow-alerts' tapes into a gzip file, a request of OTLP's JSON in each line. */
final class TapeFile implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PAGE = 500;

    private final Web web;
    private final String tape;
    private final long mostBytes;
    private final Path path;
    private final BufferedWriter file;
    private @Nullable String next;
    private long items;
    private long missed;

    /** @param mostBytes of the file: what comes beyond is counted as missing */
    TapeFile(Web web, String tape, Path path, long mostBytes) throws IOException {
        this.web = web;
        this.tape = tape;
        this.mostBytes = mostBytes;
        this.path = path;
        this.file =
                new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(path)), UTF_8));
    }

    private record Page(List<JsonNode> requests, int items, String next, long missed) {}

    /** All that has come since the last time. */
    void follow() throws IOException, InterruptedException {
        Page page;
        do {
            page = web.get(URI.create(tape + "?limit=" + PAGE + (next == null ? "" : "&after=" + next)), PATIENCE)
                    .as(Page.class);
            next = page.next();
            missed += page.missed();
            write(page);
        } while (page.items() == PAGE);
    }

    private void write(Page page) throws IOException {
        if (Files.size(path) > mostBytes) {
            missed += page.items();
            return;
        }
        for (JsonNode request : page.requests()) {
            file.write(Json.compact(request));
            file.write('\n');
        }
        items += page.items();
    }

    long items() {
        return items;
    }

    long missed() {
        return missed;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
