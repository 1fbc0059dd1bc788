package dev.tailback.lab.spans;

import dev.tailback.lab.home.Ports;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.RawValue;

/** Spans in a file: a request of OTLP's JSON in each line, as the Collector writes and reads them. */
public final class OtlpFile {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final int TOO_MANY = 429;
    private static final int BUSY = 503;

    private final Path path;

    public OtlpFile(Path path) {
        this.path = path;
    }

    /** Returns how many spans are in it. */
    public int write(KeptSpans kept, SpanFilter filter, int limit) throws IOException, InterruptedException {
        try (BufferedWriter file = Files.newBufferedWriter(path, StandardOpenOption.CREATE_NEW)) {
            int written = 0;
            String next = null;
            do {
                KeptSpans.OtlpPage page = kept.otlp(filter, limit - written, next);
                for (JsonNode request : page.requests()) {
                    file.write(Json.compact(request));
                    file.write('\n');
                }
                written += page.spans();
                next = page.next();
            } while (next != null && written < limit);
            return written;
        } catch (FileAlreadyExistsException there) {
            throw new Refusal(path + " is there already; give another name, or delete it");
        }
    }

    /** @param rejected those that the receiver could not make a span of */
    public record Sent(int spans, long rejected) {}

    /** Sends every line to the OTLP port. */
    public Sent send(Web web, Ports ports) throws IOException, InterruptedException {
        URI traces = URI.create("http://127.0.0.1:" + ports.otlpHttp() + "/v1/traces");
        int spans = 0;
        long rejected = 0;
        try (OtlpLines lines = OtlpLines.of(path)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    spans += spansOf(line, lines);
                    rejected += rejected(post(web, traces, line, lines));
                }
            }
        }
        return new Sent(spans, rejected);
    }

    private static int spansOf(String line, OtlpLines lines) {
        try {
            return SpanCount.of(line)
                    .orElseThrow(() -> new Refusal(lines.described()
                            + " has no resourceSpans; allowed: a request of OTLP's JSON in each line"));
        } catch (JacksonException noJson) {
            throw new Refusal(lines.described() + " is no JSON: " + noJson.getOriginalMessage(), noJson);
        }
    }

    private static Answer post(Web web, URI traces, String line, OtlpLines lines)
            throws IOException, InterruptedException {
        RawValue request = new RawValue(line);
        Answer[] answer = {web.post(traces, request, PATIENCE)};
        Patience.until(UNTIL_THERE_IS_ROOM, () -> {
            if (answer[0].status() != TOO_MANY && answer[0].status() != BUSY) {
                return true;
            }
            Patience.pause(BETWEEN_TRIES);
            answer[0] = web.post(traces, request, PATIENCE);
            return false;
        });
        if (!answer[0].isGood()) {
            throw new Refusal(
                    lines.described() + " was answered with " + answer[0].status() + ": " + answer[0].reason());
        }
        return answer[0];
    }

    private static long rejected(Answer answer) {
        return answer.text().isBlank()
                ? 0
                : answer.json().path("partialSuccess").path("rejectedSpans").asLong(0);
    }
}
