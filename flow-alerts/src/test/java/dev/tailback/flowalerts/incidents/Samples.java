package dev.tailback.flowalerts.incidents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Sighting;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule, and what can become of it. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    public static final Key SHOP = new Key(List.of("shop"));
    public static final Rule RULE = rule("""
        rule: pool-exhausted
        labels: {severity: page, team: checkout}
        stages: [{id: pool, span: db.connection.pool.exhausted == true}]
        for: 1m
        annotations: {summary: "pool of {{stage.pool.service.name}} exhausted", runbook_url: "https://runbooks.example/pool"}
        """);

    private Samples() {}

    public static Rule rule(String yaml) {
        return RuleFiles.read("sample.yaml", yaml.getBytes(UTF_8))
                .rules()
                .getFirst()
                .rule();
    }

    public static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000 + at.getNano();
    }

    public static Verdict.Fired fired(String id, Instant at) {
        return fired(id, at, Map.of("service.name", "checkout"));
    }

    public static Verdict.Fired fired(String id, Instant at, Map<String, Object> attributes) {
        Sighting signal = new Sighting(SignalKind.SPAN, nanos(at), 0xab, 0xcd, 0xef, "GET /products", attributes);
        return new Verdict.Fired(
                id,
                RULE.name(),
                SHOP,
                nanos(at),
                false,
                new Evidence(List.of(new Evidence.Seen("pool", List.of(signal))), List.of()));
    }

    public static Verdict.Resolved resolved(String id, Instant from, Instant to) {
        return new Verdict.Resolved(id, RULE.name(), SHOP, nanos(from), nanos(to), Verdict.Ending.OVER);
    }

    public static Explanation explanation(Explanation.Phase phase, Instant since) {
        return new Explanation(RULE.name(), SHOP, nanos(since), phase, nanos(since), List.of(), List.of(), 0, 0);
    }

    /** The one rule, in a phase. */
    public static RuleBook book(Explanation.Phase phase) {
        return new RuleBook() {
            @Override
            public boolean leads() {
                return true;
            }

            @Override
            public Optional<Rule> rule(String name) {
                return Optional.of(RULE).filter(rule -> rule.name().equals(name));
            }

            @Override
            public Optional<Explanation> explain(String rule, Key key) {
                return Optional.of(explanation(phase, NOON));
            }
        };
    }
}
