package dev.tailback.flowalerts.rules.core.reference;

import dev.tailback.flowalerts.rules.core.engine.Engine;
import dev.tailback.flowalerts.rules.core.engine.Settings;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rule and what comes; both say what they think of it. */
public record Case(Rule rule, List<Happening> happenings) {
    private static final long NANOS = 1_000_000;
    public static final Duration OUT_OF_ORDER = Duration.ofSeconds(4);
    public static final Settings SETTINGS = new Settings(
            OUT_OF_ORDER, Duration.ofSeconds(8), Duration.ofSeconds(1), 1000, 1000, 1_000_000, 100_000, false);

    /** Empty where the engine says at each step what the reference says. */
    public Optional<String> difference() {
        Reference reference =
                new Reference(List.of(rule), SETTINGS.outOfOrder(), SETTINGS.idleAfter(), SETTINGS.step());
        Engine engine = new Engine(List.of(rule), SETTINGS);
        for (int i = 0; i < happenings.size(); i++) {
            List<String> wanted;
            List<Verdict> said;
            switch (happenings.get(i)) {
                case Happening.Arrives arrives -> {
                    Signal signal = arrives.given().signal();
                    wanted = reference.accept(arrives.partition(), signal, arrives.clock() * NANOS);
                    said = engine.accept(arrives.partition(), signal, arrives.clock() * NANOS);
                }
                case Happening.Ticks ticks -> {
                    wanted = reference.tick(ticks.clock() * NANOS);
                    said = engine.tick(ticks.clock() * NANOS);
                }
                case Happening.Advances advances -> {
                    wanted = reference.advanceTo(advances.time() * NANOS);
                    said = engine.advanceTo(advances.time() * NANOS);
                }
                case Happening.Restarts restarts -> {
                    wanted = List.of();
                    said = List.of();
                    engine = Engine.restore(List.of(rule), SETTINGS, engine.checkpoint());
                }
            }
            List<String> lines = said.stream().map(Case::line).sorted().toList();
            if (!lines.equals(wanted)) {
                return Optional.of("at happening %d the engine says %s, the reference %s".formatted(i, lines, wanted));
            }
        }
        return Optional.empty();
    }

    /** All that the engine says, in order. */
    public List<Verdict> verdicts() {
        Engine engine = new Engine(List.of(rule), SETTINGS);
        List<Verdict> said = new ArrayList<>();
        for (Happening happening : happenings) {
            switch (happening) {
                case Happening.Arrives arrives ->
                    said.addAll(
                            engine.accept(arrives.partition(), arrives.given().signal(), arrives.clock() * NANOS));
                case Happening.Ticks ticks -> said.addAll(engine.tick(ticks.clock() * NANOS));
                case Happening.Advances advances -> said.addAll(engine.advanceTo(advances.time() * NANOS));
                case Happening.Restarts restarts ->
                    engine = Engine.restore(List.of(rule), SETTINGS, engine.checkpoint());
            }
        }
        return said;
    }

    private static String line(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fired fired ->
                "%s %s fired %d%s"
                        .formatted(fired.rule(), fired.key().values(), fired.startNanos(), fired.late() ? " late" : "");
            case Verdict.Resolved resolved ->
                "%s %s began %d resolved %d %s"
                        .formatted(
                                resolved.rule(),
                                resolved.key().values(),
                                resolved.startNanos(),
                                resolved.timeNanos(),
                                resolved.ending());
        };
    }
}
