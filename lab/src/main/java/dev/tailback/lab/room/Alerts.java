package dev.tailback.lab.room;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Http;
import dev.tailback.lab.web.Json;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Incidents and rules as flow-alerts tells them. While it does not, they are unknown, which is not none. */
final class Alerts implements Eye.Look<Alerts.Told> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST = 512 << 10;

    /** What flow-alerts says, as it says it. */
    record Told(JsonNode incidents, JsonNode rules) {}

    /** What the page is told. */
    record News(
            boolean known,
            @Nullable String reason,
            @Nullable JsonNode incidents,
            @Nullable JsonNode rules) {}

    private final Http http;
    private final String flowAlerts;

    Alerts(Http http, Places places) {
        this.http = http;
        this.flowAlerts = places.url(Part.FLOW_ALERTS);
    }

    @Override
    public Told look() throws InterruptedException {
        return new Told(ask("/api/incidents"), ask("/api/rules"));
    }

    private JsonNode ask(String path) throws InterruptedException {
        Answer answer = http.get(URI.create(flowAlerts + path), PATIENCE);
        answer.demandGood();
        if (answer.text().length() > LONGEST) {
            throw new Refusal("%s answered %d characters; up to %d are shown"
                    .formatted(path, answer.text().length(), LONGEST));
        }
        return answer.json();
    }

    static String news(Eye<Told> eye) {
        return Json.compact(eye.now()
                .map(told -> new News(true, null, told.incidents(), told.rules()))
                .orElseGet(() -> new News(false, eye.freshness().reason(), null, null)));
    }
}
