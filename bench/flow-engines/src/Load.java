import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Order;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The same spans for all engines: 10,000 a second of 100,000 orders at a time, with eight attributes each. Half of the spans
 * are steps of a chain of three, each of one rule; the other half concerns no rule. Three orders of ten complete their
 * chain, the others take the steps in another order or leave one out.
 */
record Load(List<Span> spans, int rules, Set<String> complete) {
    static final int OPEN_ORDERS = 100_000;
    static final Duration WITHIN = Duration.ofMinutes(10);
    static final Duration OUT_OF_ORDER = Duration.ofSeconds(5);

    private static final long BETWEEN_NANOS = 100_000;
    private static final long START_NANOS = 1_700_000_000_000_000_000L;
    private static final int[][] COURSES = {
        {0, 1, 2}, {0, 1, 2}, {0, 1, 2}, {0, 1}, {0, 1}, {0, 2}, {1, 0, 2}, {2, 1, 0}, {0, 0, 1}, {1, 2}
    };

    /** @param id its trace and its span */
    record Span(long timeNanos, long id, String order, String step, String service, String route) {}

    /** An order on its way. */
    private static final class Underway {
        final String order;
        final int rule;
        final int[] course;
        int next;

        Underway(int number, int rules, SplittableRandom random) {
            this.order = "order-" + number;
            this.rule = random.nextInt(rules);
            this.course = COURSES[random.nextInt(COURSES.length)];
        }
    }

    static Load of(int count, int rules, boolean late) {
        var random = new SplittableRandom(17);
        var underway = new Underway[OPEN_ORDERS];
        var orders = 0;
        var steps = new String[rules][3];
        for (var rule = 0; rule < rules; rule++) {
            for (var step = 0; step < 3; step++) {
                steps[rule][step] = "step-" + rule + "-" + step;
            }
        }
        var spans = new Span[count];
        for (var i = 0; i < count; i++) {
            var at = random.nextInt(OPEN_ORDERS);
            if (underway[at] == null || underway[at].next == underway[at].course.length) {
                underway[at] = new Underway(orders++, rules, random);
            }
            var order = underway[at];
            var step = random.nextBoolean() ? steps[order.rule][order.course[order.next++]] : "other-" + random.nextInt(50);
            spans[i] = new Span(
                    START_NANOS + i * BETWEEN_NANOS,
                    i + 1,
                    order.order,
                    step,
                    "service-" + random.nextInt(8),
                    "/route/" + random.nextInt(40));
        }
        var complete = complete(spans);
        return new Load(List.of(late ? shuffled(spans, random) : spans), rules, complete);
    }

    /** Five of a hundred come up to two seconds late. */
    private static Span[] shuffled(Span[] spans, SplittableRandom random) {
        var arrivals = new HashMap<Span, Long>();
        for (var span : spans) {
            arrivals.put(
                    span, span.timeNanos() + (random.nextInt(100) < 5 ? random.nextLong(2_000_000_000L) : 0));
        }
        var sorted = spans.clone();
        Arrays.sort(sorted, Comparator.comparingLong(arrivals::get));
        return sorted;
    }

    /** The reference: which rule and order have taken the three steps in their order. */
    private static Set<String> complete(Span[] spans) {
        Map<String, Integer> taken = new HashMap<>();
        var complete = new TreeSet<String>();
        for (var span : spans) {
            if (span.step().startsWith("step-")) {
                var parts = span.step().split("-");
                var chain = parts[1] + " " + span.order();
                var next = Integer.parseInt(parts[2]);
                if (taken.getOrDefault(chain, 0) == next) {
                    taken.put(chain, next + 1);
                    if (next == 2) {
                        complete.add(chain);
                    }
                }
            }
        }
        return complete;
    }

    List<Rule> asRules() {
        var all = new ArrayList<Rule>();
        for (var rule = 0; rule < rules; rule++) {
            var steps = new ArrayList<Step>();
            for (var step = 0; step < 3; step++) {
                var atom = new Atom.OfSpan(
                        new Check.Compare("step", Operator.EQUAL, Value.of("step-" + rule + "-" + step)));
                steps.add(new Step.Stage("s" + step, Condition.seen(atom), null, null));
            }
            all.add(new Rule(
                    Integer.toString(rule),
                    By.of("order"),
                    WITHIN,
                    Order.STRICT,
                    steps,
                    List.of(),
                    null,
                    Duration.ofSeconds(1),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofMinutes(10),
                    Map.of(),
                    Map.of()));
        }
        return all;
    }
}
