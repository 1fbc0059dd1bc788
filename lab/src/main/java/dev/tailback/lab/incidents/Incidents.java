package dev.tailback.lab.incidents;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Http;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Incidents of flow-alerts, and what people do about them. */
public final class Incidents {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ALL = "/api/incidents";
    private static final int MOST_SHOWN = 10;

    private final Http http;
    private final String flowAlerts;

    public Incidents(Http http, Places places) {
        this.http = http;
        flowAlerts = places.url(Part.FLOW_ALERTS);
    }

    private record Page(List<Incident> incidents) {}

    private record Explanation(List<String> lines) {}

    /** The latest first, open ones before the others. */
    public List<Incident> all() throws InterruptedException {
        return get(ALL).as(Page.class).incidents();
    }

    public Object document(@Nullable String beginning) throws InterruptedException {
        Answer answer = get(beginning == null ? ALL : of(beginning, ""));
        answer.demandGood();
        return answer.json();
    }

    /** All of it, as flow-alerts writes it. */
    public JsonNode whole(Incident line) throws InterruptedException {
        Answer answer = get(ALL + "/" + line.id());
        answer.demandGood();
        return answer.json();
    }

    public Incident one(String beginning) throws InterruptedException {
        return get(of(beginning, "")).as(Incident.class);
    }

    public List<String> explain(String beginning) throws InterruptedException {
        return get(of(beginning, "/explain")).as(Explanation.class).lines();
    }

    /** The one file that is to be looked at elsewhere. */
    public String export(String beginning) throws InterruptedException {
        Answer answer = get(of(beginning, "/export"));
        answer.demandGood();
        return answer.text();
    }

    public Incident acknowledge(String beginning, String by, String note) throws InterruptedException {
        return post(of(beginning, "/ack"), Map.of("by", by, "note", note));
    }

    /** @param time null: as long as flow-alerts thinks usual */
    public Incident silence(String beginning, String by, String note, @Nullable String time)
            throws InterruptedException {
        Map<String, String> said = new LinkedHashMap<>(Map.of("by", by, "note", note));
        if (time != null) {
            said.put("for", time);
        }
        return post(of(beginning, "/silence"), said);
    }

    private Answer get(String path) throws InterruptedException {
        return http.get(URI.create(flowAlerts + path), PATIENCE);
    }

    private Incident post(String path, Object body) throws InterruptedException {
        return http.post(URI.create(flowAlerts + path), body, PATIENCE).as(Incident.class);
    }

    /** Of an id its first digits will do, as long as no other has them. */
    private String of(String beginning, String part) throws InterruptedException {
        List<Incident> all = all();
        List<Incident> found =
                all.stream().filter(each -> each.id().startsWith(beginning)).toList();
        if (found.size() != 1 || beginning.isEmpty()) {
            throw new Refusal("ID is '%s'; allowed: the first digits of one of %s"
                    .formatted(beginning, all.isEmpty() ? "no incidents that there are" : ids(all)));
        }
        return ALL + "/" + found.getFirst().id() + part;
    }

    private static String ids(List<Incident> all) {
        return all.stream().limit(MOST_SHOWN).map(Incident::id).collect(Collectors.joining(", "));
    }
}
