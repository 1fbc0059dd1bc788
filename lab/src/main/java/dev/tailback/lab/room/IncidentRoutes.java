package dev.tailback.lab.room;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Http;
import dev.tailback.lab.web.WebFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Incidents of flow-alerts for the page, which speaks to no port but this one. */
final class IncidentRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 1 << 20;
    private static final String SILENT_FOR = "10m";
    private static final String BY = "control room";
    private static final String ID = "id";

    private final Http http;
    private final String incidents;

    IncidentRoutes(Http http, Places places) {
        this.http = http;
        this.incidents = places.url(Part.FLOW_ALERTS) + "/api/incidents/";
    }

    record Which(@Nullable String id) {}

    List<Route> routes() {
        return List.of(
                Route.get("/api/room/incident", Set.of(ID), asked -> told(get(asked, ""))),
                Route.get("/api/room/incident/export", Set.of(ID), this::export),
                Route.post("/api/room/incident/ack", asked -> post(asked, "/ack", Map.of("by", BY))),
                Route.post(
                        "/api/room/incident/silence",
                        asked -> post(asked, "/silence", Map.of("by", BY, "for", SILENT_FOR))));
    }

    private Answer get(Request asked, String what) throws InterruptedException {
        String id = id(asked.query(ID).orElse(""));
        try {
            return http.get(URI.create(incidents + id + what), PATIENCE);
        } catch (WebFailure silent) {
            throw new Refusal("flow-alerts does not tell: " + silent.getMessage(), silent);
        }
    }

    private Reply post(Request asked, String what, Map<String, String> body) throws InterruptedException {
        String given = asked.body(Which.class).id();
        String id = id(given == null ? "" : given);
        try {
            return told(http.post(URI.create(incidents + id + what), body, PATIENCE));
        } catch (WebFailure silent) {
            throw new Refusal("flow-alerts was not told: " + silent.getMessage(), silent);
        }
    }

    /** To be kept, not shown: it is a page of its own with a policy of its own. */
    private Reply export(Request asked) throws InterruptedException {
        Answer answer = get(asked, "/export");
        return answer.isGood()
                ? Reply.file("text/html; charset=utf-8", answer.text().getBytes(StandardCharsets.UTF_8))
                        .with("Content-Disposition", "attachment; filename=\"incident.html\"")
                        .with("Content-Security-Policy", "sandbox; default-src 'none'")
                : told(answer);
    }

    private static Reply told(Answer answer) {
        if (answer.text().length() > LONGEST) {
            throw new Refusal(
                    "flow-alerts tells %d characters of it; up to %d are shown. ./tailback incidents shows the rest"
                            .formatted(answer.text().length(), LONGEST));
        }
        return answer.isGood() ? Reply.json(answer.json()) : Reply.problem(answer.status(), "Refused", answer.reason());
    }

    private static String id(String text) {
        if (!text.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new BadRequest("id is not that of an incident; allowed: letters, digits, - and _");
        }
        return text;
    }
}
