package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.reference.Given;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Signals of one partition on their way to an engine; times are seconds. */
final class Stream {
    private static final long SECOND = 1_000_000_000;

    static final Settings SETTINGS = Settings.DEFAULT.withOutOfOrder(Duration.ofSeconds(5));

    private final List<Rule> rules;
    Engine engine;
    final List<Verdict> told = new ArrayList<>();
    private int spans;

    Stream(Settings settings, Rule... rules) {
        this.rules = List.of(rules);
        this.engine = new Engine(this.rules, settings);
    }

    Stream(Rule... rules) {
        this(SETTINGS, rules);
    }

    static Signal span(double at, int id, Map<String, Object> fields) {
        TreeMap<String, Object> all = new TreeMap<>(fields);
        all.putIfAbsent("service.name", "shop");
        return new Given(SignalKind.SPAN, Math.round(at * 1000), id, all).signal();
    }

    Stream span(double at, Map<String, Object> fields) {
        return send(span(at, ++spans, fields));
    }

    Stream point(double at, double value) {
        return send(
                new Given(SignalKind.METRIC, Math.round(at * 1000), 1, Map.of("value", value, "service.name", "shop"))
                        .signal());
    }

    Stream send(Signal signal) {
        told.addAll(engine.accept(0, signal, signal.timeNanos()));
        return this;
    }

    Stream upTo(double seconds) {
        told.addAll(engine.advanceTo(Math.round(seconds * SECOND)));
        return this;
    }

    Stream tick(double seconds) {
        told.addAll(engine.tick(Math.round(seconds * SECOND)));
        return this;
    }

    /** Each as {@code +start} or {@code -end}, in seconds. */
    List<String> story() {
        return told.stream()
                .map(verdict -> switch (verdict) {
                    case Verdict.Fired fired -> "+" + seconds(fired.startNanos()) + (fired.late() ? " late" : "");
                    case Verdict.Resolved resolved -> "-" + seconds(resolved.timeNanos()) + " " + resolved.ending();
                })
                .toList();
    }

    private static String seconds(long nanos) {
        return Long.toString(nanos / SECOND);
    }
}
