package dev.tailback.flowalerts.rules.core.reference;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Bound;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Figure;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Order;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.model.Value;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Random rules and random streams, small enough that every way things can fall together comes up. */
public final class Cases {
    private final SplittableRandom random;

    public Cases(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public Case next() {
        return new Case(rule(), happenings());
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Duration seconds(int least, int most) {
        return Duration.ofMillis(500L * random.nextInt(2 * least, 2 * most + 1));
    }

    private <T> List<T> some(int most, Supplier<T> each) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(i -> each.get())
                .toList();
    }

    private Rule rule() {
        List<Step> steps = chance(85) ? steps() : List.<Step>of();
        List<Atom> until = !steps.isEmpty() && chance(20) ? some(2, this::atom) : List.<Atom>of();
        return new Rule(
                "rule",
                By.of("k"),
                seconds(3, 15),
                chance(60) ? Order.STRICT : Order.SHARED,
                steps,
                until,
                steps.isEmpty() || chance(25) ? threshold(2) : null,
                Duration.ofSeconds(chance(50) ? 1 : 2),
                chance(25) ? seconds(0, 4) : Duration.ZERO,
                chance(25) ? seconds(0, 4) : Duration.ZERO,
                chance(50) ? Duration.ZERO : seconds(1, 8),
                Map.of(),
                Map.of());
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        int stages = 1 + random.nextInt(3);
        for (int i = 0; i < stages; i++) {
            if (chance(20)) {
                steps.add(new Step.Absence("not" + i, some(2, this::atom), i == 0 ? seconds(1, 5) : null, by()));
            }
            steps.add(new Step.Stage("s" + i, condition(2), chance(30) ? seconds(1, 8) : null, by()));
        }
        if (chance(20)) {
            steps.add(new Step.Absence("not", some(2, this::atom), seconds(1, 6), null));
        }
        return steps;
    }

    private By by() {
        return chance(10) ? By.of("j") : null;
    }

    private Condition condition(int depth) {
        if (depth == 0 || chance(70)) {
            return new Condition.Seen(some(2, this::atom), chance(65) ? 1 : 2 + random.nextInt(2));
        }
        List<Condition> parts = some(3, () -> condition(depth - 1));
        return chance(50) ? new Condition.All(parts) : new Condition.Any(parts);
    }

    private Atom atom() {
        return switch (random.nextInt(10)) {
            case 0 -> new Atom.OfLog(new Check.Compare("severity", Operator.AT_LEAST, Value.of(17)));
            case 1, 2 ->
                new Atom.OfMetric(
                        "m",
                        Predicate.ALWAYS,
                        new Check.Compare("value", chance(70) ? Operator.GREATER : Operator.LESS, Value.of(1)),
                        chance(50) ? Duration.ZERO : seconds(1, 4));
            default -> new Atom.OfSpan(predicate(2));
        };
    }

    private Predicate predicate(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0, 1, 2 -> new Check.Compare("a", Operator.EQUAL, letter());
            case 3 -> new Check.In("a", some(2, this::letter));
            case 4 -> new Check.Compare("ok", Operator.EQUAL, Value.of(chance(50)));
            case 5 -> new Check.Compare("d", Operator.GREATER, Value.of(random.nextInt(4)));
            case 6 -> new Predicate.Not(predicate(depth - 1));
            case 7 -> new Predicate.Or(some(2, () -> predicate(depth - 1)));
            default -> new Predicate.And(some(2, () -> predicate(depth - 1)));
        };
    }

    private Value letter() {
        return Value.of(List.of("x", "y", "z").get(random.nextInt(3)));
    }

    private Threshold threshold(int depth) {
        if (depth == 0 || chance(60)) {
            return limit();
        }
        List<Threshold> parts = some(3, () -> threshold(depth - 1));
        return chance(50) ? new Threshold.All(parts) : new Threshold.Any(parts);
    }

    private Threshold limit() {
        Atom.OfSpan spans = new Atom.OfSpan(chance(50) ? Predicate.ALWAYS : predicate(1));
        Figure figure = switch (random.nextInt(5)) {
            case 0 -> new Figure.Count(spans);
            case 1 -> new Figure.ErrorRate(spans, predicate(1));
            case 2 -> new Figure.Percentile(spans, "d", 1 + random.nextInt(9_999));
            case 3 ->
                new Figure.Gauge(
                        new Atom.OfMetric("m", new Check.Exists("value")),
                        "value",
                        Figure.Aggregate.values()[random.nextInt(Figure.Aggregate.values().length)]);
            default -> new Figure.Percentile(spans, "d", 5_000);
        };
        double scale = figure instanceof Figure.ErrorRate ? 0.25 : 1.0;
        boolean above = chance(75);
        double bound = scale * random.nextInt(1, 4);
        double clear = bound + (above ? -1 : 1) * scale * random.nextInt(2);
        List<Operator> operators = above
                ? List.of(Operator.GREATER, Operator.AT_LEAST, Operator.LESS, Operator.AT_MOST)
                : List.of(Operator.LESS, Operator.AT_MOST, Operator.GREATER, Operator.AT_LEAST);
        return new Threshold.Limit(
                "limit",
                figure,
                Duration.ofSeconds(2L * random.nextInt(1, 4)),
                new Bound(operators.get(random.nextInt(2)), bound),
                new Bound(operators.get(2 + random.nextInt(2)), clear),
                random.nextInt(1, 4));
    }

    private record Sent(Given given, long arrives) {}

    private List<Happening> happenings() {
        List<Sent> sent = new ArrayList<>();
        int length = random.nextInt(4, 40);
        for (int i = 0; i < random.nextInt(3, 26); i++) {
            Given given = given(100_000 + 500L * random.nextInt(2 * length), i + 1);
            int repeats = chance(10) ? 2 : 1;
            for (int r = 0; r < repeats; r++) {
                sent.add(new Sent(given, given.atMillis() + delay()));
            }
        }
        sent.sort(Comparator.comparingLong(Sent::arrives));
        int partitions = 1 + random.nextInt(2);
        List<Happening> happenings = new ArrayList<>();
        for (Sent each : sent) {
            happenings.add(new Happening.Arrives(random.nextInt(partitions), each.given(), each.arrives()));
            if (chance(10)) {
                happenings.add(new Happening.Ticks(each.arrives() + random.nextInt(200)));
            }
            if (chance(10)) {
                happenings.add(new Happening.Restarts());
            }
        }
        long end = 100_000 + 1000L * length;
        happenings.add(new Happening.Ticks(end + random.nextInt(20_000)));
        happenings.add(new Happening.Advances(end + random.nextInt(60_000)));
        happenings.add(new Happening.Advances(end + 120_000));
        return happenings;
    }

    /** Most come in order, some out of it, a few too late. */
    private long delay() {
        return chance(60) ? 0 : chance(70) ? random.nextInt(4_000) : random.nextInt(16_000);
    }

    private Given given(long at, int id) {
        Map<String, Object> fields = new TreeMap<>();
        if (!chance(4)) {
            fields.put("k", chance(75) ? "one" : "two");
        }
        fields.put("j", chance(75) ? "one" : "two");
        switch (random.nextInt(8)) {
            case 0 -> {
                fields.put("severity", (long) random.nextInt(24));
                return new Given(SignalKind.LOG, at, id, fields);
            }
            case 1, 2 -> {
                int series = random.nextInt(2);
                fields.put("value", (double) (Long.hashCode(at * 31 + series) % 7 % 4));
                fields.put("k", series == 0 ? "one" : "two");
                fields.put("j", "one");
                return new Given(SignalKind.METRIC, at, series, fields);
            }
            default -> {
                fields.put("a", List.of("x", "y", "z", "w").get(random.nextInt(4)));
                if (chance(70)) {
                    fields.put("ok", chance(50));
                }
                if (chance(70)) {
                    fields.put("d", 0.5 * random.nextInt(10));
                }
                return new Given(SignalKind.SPAN, at, id, fields);
            }
        }
    }
}
