package dev.tailback.flowalerts.api;

import com.sun.net.httpserver.HttpExchange;
import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.http.EventStream;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.rules.play.ExplanationText;
import dev.tailback.flowalerts.watch.RuleView;
import dev.tailback.flowalerts.watch.Verdicts;
import dev.tailback.flowalerts.watch.Watch;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules at work, how far each has come, and what becomes of them as it happens. */
public final class RulesApi implements Verdicts, AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int USUAL_KEYS = 20;
    private static final int MOST_KEYS = 200;
    private static final int LONGEST_BODY = 1_000;
    private static final double MOST_SPEED = 3_600;

    private final EventStream events = new EventStream();
    private final Watch watch;

    public RulesApi(Watch watch) {
        this.watch = watch;
    }

    Answer list(Query query) {
        query.allow();
        return Json.ok(RulesJson.of(watch.view()));
    }

    Answer one(String name, Query query) {
        query.allow("key", "limit");
        RuleView rule = find(name);
        int limit = query.number("limit", USUAL_KEYS, 1, MOST_KEYS);
        Optional<Key> wanted = query.text("key").map(text -> new Key(List.of(text.split(",", -1))));
        return Json.ok(RulesJson.OneJson.of(rule, explanations(rule, wanted, limit)));
    }

    private List<Explanation> explanations(RuleView rule, Optional<Key> wanted, int limit) {
        return wanted.map(key -> watch.explain(rule.rule().name(), key).stream().toList())
                .orElseGet(() -> rule.nearest().stream().limit(limit).toList());
    }

    private RuleView find(String name) {
        return watch.view(name)
                .orElseThrow(() -> Problem.notFound(
                        "rule",
                        name,
                        watch.view().rules().stream()
                                .map(rule -> rule.rule().name())
                                .toList()
                                .toString()));
    }

    Answer listen(HttpExchange exchange, Query query) {
        query.allow();
        return events.listen(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID")))
                .orElseThrow(() -> Problem.unavailable("too many listen to /api/rules/events; allowed: fewer"));
    }

    /** How fast the world runs that the rules look at. */
    Answer pace(HttpExchange exchange, Query query) throws IOException {
        query.allow();
        double speed = speed(exchange.getRequestBody().readNBytes(LONGEST_BODY));
        watch.pace(speed);
        return Json.ok(new PaceJson(speed));
    }

    private static double speed(byte[] body) {
        JsonNode sent;
        try {
            sent = MAPPER.readTree(body);
        } catch (JacksonException unreadable) {
            throw Problem.of("the body is no JSON; allowed: {\"speed\": NUMBER}");
        }
        double speed = sent.path("speed").asDouble(Double.NaN);
        if (!(speed >= 1 && speed <= MOST_SPEED)) {
            throw Problem.wrongValue("speed", sent.path("speed").toString(), "a number from 1 to " + (int) MOST_SPEED);
        }
        return speed;
    }

    @Override
    public void take(Change change) {
        Verdict verdict = change.verdict();
        events.publish(
                "verdict",
                Json.text(new VerdictJson(
                        verdict.rule(),
                        verdict.key().toString(),
                        verdict.incident(),
                        stateOf(verdict),
                        ExplanationText.time(verdict.startNanos()),
                        ExplanationText.time(verdict.timeNanos()))));
    }

    private static String stateOf(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fired fired -> "firing";
            case Verdict.Resolved resolved -> resolved.ending().name().toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public void waiting(List<Explanation> waiting) {
        events.publish(
                "pending",
                Json.text(waiting.stream()
                        .map(one -> new PendingJson(
                                one.rule(), one.key().toString(), ExplanationText.time(one.sinceNanos())))
                        .toList()));
    }

    @Override
    public void close() {
        events.close();
    }

    private record VerdictJson(String rule, String key, String incident, String state, String since, String at) {}

    private record PendingJson(String rule, String key, String since) {}

    private record PaceJson(double speed) {}
}
