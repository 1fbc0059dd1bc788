package dev.tailback.flowalerts.rules.recordings;

import dev.tailback.flowalerts.otlp.RecordedRequests;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The spans in the database of a flow-alerts that runs, by its API. It keeps neither metric points nor log lines. */
public final class KeptSpans {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int GOOD = 200;

    private final RecordedRequests requests = new RecordedRequests();
    private final URI flowAlerts;
    private final Recording into;

    public KeptSpans(URI flowAlerts, Recording into) {
        this.flowAlerts = flowAlerts;
        this.into = into;
    }

    public void read(Instant from, Instant to) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            String next = null;
            do {
                JsonNode page = page(client, from, to, next);
                for (JsonNode request : page.path("requests")) {
                    StringBuilder otherwise = new StringBuilder();
                    into.add(requests.read(request.toString(), otherwise)
                            .orElseThrow(() ->
                                    new Unreadable(flowAlerts + " answered otherwise than it does: " + otherwise)));
                }
                next = page.path("next").asStringOpt().orElse(null);
            } while (next != null);
        }
    }

    private JsonNode page(HttpClient client, Instant from, Instant to, @Nullable String after)
            throws IOException, InterruptedException {
        URI asked = flowAlerts.resolve("/api/spans?format=otlp&limit=" + PAGE + "&from=" + from + "&to=" + to
                + (after == null ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8)));
        HttpResponse<String> answer;
        try {
            answer = client.send(
                    HttpRequest.newBuilder(asked).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException silent) {
            throw new Unreadable(flowAlerts + " does not answer: " + silent, silent);
        }
        if (answer.statusCode() != GOOD) {
            throw new Unreadable("%s answered with %d: %s".formatted(asked, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }
}
