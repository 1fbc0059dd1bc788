package dev.tailback.flowalerts.rules.testing;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.issues.Place;
import java.time.Duration;
import java.util.List;

/**
 * One test.
 *
 * @param arrivals in the order in which they come
 * @param restartsNanos when what is not in a checkpoint is lost
 */
public record RuleTest(
        String name,
        Place place,
        List<Rule> rules,
        Duration outOfOrder,
        List<Arrival> arrivals,
        List<Long> restartsNanos,
        List<Expected> expected) {
    public RuleTest {
        rules = List.copyOf(rules);
        arrivals = List.copyOf(arrivals);
        restartsNanos = List.copyOf(restartsNanos);
        expected = List.copyOf(expected);
    }
}
