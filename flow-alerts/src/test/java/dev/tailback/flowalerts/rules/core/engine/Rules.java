package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Order;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.model.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rules for tests: of one service, within ten minutes. */
final class Rules {
    private Rules() {}

    static Atom span(String attribute) {
        return new Atom.OfSpan(new Check.Compare(attribute, Operator.EQUAL, Value.of(true)));
    }

    static Step stage(String attribute) {
        return stage(attribute, 1);
    }

    static Step stage(String attribute, int atLeast) {
        return new Step.Stage(attribute, new Condition.Seen(List.of(span(attribute)), atLeast), null, null);
    }

    static Step not(String attribute, int seconds) {
        return new Step.Absence(
                attribute, List.of(span(attribute)), seconds == 0 ? null : Duration.ofSeconds(seconds), null);
    }

    static Rule rule(String name, Step... steps) {
        return rule(name, Duration.ZERO, null, steps);
    }

    static Rule rule(String name, Duration lateness, Threshold threshold, Step... steps) {
        return new Rule(
                name,
                By.of("service.name"),
                Duration.ofMinutes(10),
                Order.STRICT,
                List.of(steps),
                List.of(),
                threshold,
                Duration.ofSeconds(10),
                Duration.ZERO,
                Duration.ZERO,
                lateness,
                Map.of(),
                Map.of());
    }
}
