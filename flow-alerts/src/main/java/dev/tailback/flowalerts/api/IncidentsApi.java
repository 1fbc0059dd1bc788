package dev.tailback.flowalerts.api;

import com.sun.net.httpserver.HttpExchange;
import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.incidents.Acknowledgement;
import dev.tailback.flowalerts.incidents.Explained;
import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.IncidentCounts;
import dev.tailback.flowalerts.incidents.IncidentJson;
import dev.tailback.flowalerts.incidents.Incidents;
import dev.tailback.flowalerts.incidents.Refused;
import dev.tailback.flowalerts.incidents.RuleBook;
import dev.tailback.flowalerts.incidents.State;
import dev.tailback.flowalerts.incidents.export.HtmlFile;
import dev.tailback.flowalerts.incidents.journal.JournalState;
import dev.tailback.flowalerts.incidents.notify.DestinationState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Incidents: which there are, what is known of each, and what people do about them. */
public final class IncidentsApi {
    static final String ALL = "/api/incidents";

    private static final int USUAL_LIMIT = 100;
    private static final Duration USUAL_SILENCE = Duration.ofHours(1);
    private static final String EVENTS = "events";
    private static final String ACK = "ack";
    private static final String SILENCE = "silence";
    private static final String CAUSES = "causes";
    private static final String KEEP = "keep";
    private static final String TELL = "tell";
    private static final Duration USUAL_KEEPING = Duration.ofMinutes(1);

    private final Incidents incidents;
    private final RuleBook rules;
    private final IncidentStream stream;
    private final Supplier<List<DestinationState>> destinations;
    private final Clock clock;

    public IncidentsApi(
            Incidents incidents, RuleBook rules, Supplier<List<DestinationState>> destinations, Clock clock) {
        this.destinations = destinations;
        this.incidents = incidents;
        this.rules = rules;
        this.clock = clock;
        this.stream = new IncidentStream(incidents, this::line);
    }

    static boolean isAt(String path) {
        return path.equals(ALL) || path.startsWith(ALL + "/");
    }

    Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Query query = Query.of(exchange.getRequestURI());
        List<String> parts = path.equals(ALL)
                ? List.<String>of()
                : List.of(path.substring(ALL.length() + 1).split("/", -1));
        boolean isOfCauses = parts.size() == 2 && parts.getFirst().equals(CAUSES);
        boolean isChange = isOfCauses
                || parts.size() == 2
                        && (parts.get(1).equals(ACK) || parts.get(1).equals(SILENCE));
        String method = isChange ? "POST" : "GET";
        if (!exchange.getRequestMethod().equals(method)) {
            throw Problem.wrongMethod(exchange.getRequestMethod(), method);
        }
        if (isChange) {
            query.allow();
            ChangeBody body = ChangeBody.read(exchange.getRequestBody());
            if (isOfCauses) {
                return causes(parts.get(1), body);
            }
            return parts.get(1).equals(ACK) ? acknowledge(parts.getFirst(), body) : silence(parts.getFirst(), body);
        }
        return switch (parts.size()) {
            case 0 -> list(query);
            case 1 -> parts.getFirst().equals(EVENTS) ? events(query) : one(parts.getFirst(), query);
            case 2 -> part(parts.getFirst(), parts.get(1), query);
            default -> throw unknownPath(path);
        };
    }

    private static Problem unknownPath(String path) {
        return Problem.notFound(
                "path",
                path,
                "%1$s, %1$s/events, %1$s/causes/keep and /tell, and %1$s/{id} with /explain, /export, /ack or /silence behind it or nothing"
                        .formatted(ALL));
    }

    private Answer list(Query query) {
        query.allow("state", "rule", "limit");
        State state = query.text("state").map(IncidentsApi::state).orElse(null);
        Optional<String> rule = query.text("rule");
        List<Incident> found = incidents.all().stream()
                .filter(incident -> state == null || incident.state() == state)
                .filter(incident -> rule.isEmpty() || incident.rule().equals(rule.get()))
                .toList();
        return Json.ok(new Page(
                found.stream()
                        .limit(query.number("limit", USUAL_LIMIT, 1, Incidents.MOST))
                        .map(this::line)
                        .toList(),
                found.size(),
                incidents.counts(),
                incidents.journal(),
                destinations.get()));
    }

    /**
     * @param journal absent when incidents are kept in memory only
     * @param destinations who is told
     */
    private record Page(
            List<IncidentJson> incidents,
            int total,
            IncidentCounts counts,
            @Nullable JournalState journal,
            List<DestinationState> destinations) {}

    private static State state(String text) {
        return Arrays.stream(State.values())
                .filter(state -> state.word().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.wrongValue(
                        "state",
                        text,
                        Arrays.stream(State.values()).map(State::word).collect(Collectors.joining(", "))));
    }

    private IncidentJson line(Incident incident) {
        return IncidentJson.line(
                incident, incidents.silence(incident, clock.instant()).orElse(null));
    }

    private Answer one(String id, Query query) {
        query.allow();
        return whole(find(id));
    }

    private Answer whole(Incident incident) {
        return Json.ok(IncidentJson.whole(
                incident, incidents.silence(incident, clock.instant()).orElse(null)));
    }

    private Answer part(String id, String part, Query query) {
        query.allow();
        return switch (part) {
            case "explain" -> explain(find(id));
            case "export" -> export(find(id));
            default -> throw unknownPath(ALL + "/" + id + "/" + part);
        };
    }

    private Incident find(String id) {
        return incidents.find(id).orElseThrow(() -> Problem.notFound("id", id, "that of an incident of " + ALL));
    }

    private Answer explain(Incident incident) {
        return Json.ok(new Explanation(incident.id(), Explained.lines(incident, rules)));
    }

    private record Explanation(String id, List<String> lines) {}

    private Answer export(Incident incident) {
        return new Answer(
                200,
                Map.of(
                        "Content-Type", "text/html; charset=utf-8",
                        "Content-Disposition", "attachment; filename=\"" + HtmlFile.name(incident) + "\"",
                        "Content-Security-Policy", HtmlFile.CONTENT_SECURITY_POLICY,
                        "X-Content-Type-Options", "nosniff",
                        "Cache-Control", "no-store"),
                HtmlFile.of(incident));
    }

    private Answer events(Query query) {
        query.allow();
        return stream.answer();
    }

    private Answer acknowledge(String id, ChangeBody body) {
        body.allow("by", "note");
        try {
            return whole(incidents.acknowledge(id, new Acknowledgement(body.by(), clock.instant(), body.note())));
        } catch (Refused refused) {
            throw problem(refused);
        }
    }

    private Answer silence(String id, ChangeBody body) {
        body.allow("by", "note", "for");
        try {
            incidents.silence(id, body.by(), body.note(), clock.instant(), body.time("for", USUAL_SILENCE));
            return whole(find(id));
        } catch (Refused refused) {
            throw problem(refused);
        }
    }

    /** For whoever practises to find them. */
    private Answer causes(String what, ChangeBody body) {
        body.allow("for");
        Duration time = switch (what) {
            case KEEP -> body.time("for", USUAL_KEEPING);
            case TELL -> Duration.ZERO;
            default -> throw unknownPath(ALL + "/" + CAUSES + "/" + what);
        };
        try {
            incidents.keepCausesFor(time);
        } catch (Refused refused) {
            throw problem(refused);
        }
        return Json.ok(Map.of("causes_are_told", time.isZero()));
    }

    private static Problem problem(Refused refused) {
        return refused.isUnknown() ? Problem.notFound(refused.sentence()) : Problem.conflict(refused.sentence());
    }
}
