import dev.tailback.flowalerts.rules.core.engine.Engine;
import dev.tailback.flowalerts.rules.core.engine.Settings;
import dev.tailback.flowalerts.rules.core.signal.Fields;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** The engine of flow-alerts. */
final class Tailback implements Contender {
    /** As a span's attributes are: names and values in one array. */
    private record Attributes(Object[] namesAndValues) implements Fields {
        @Override
        public Object get(String name) {
            for (var i = 0; i < namesAndValues.length; i += 2) {
                if (namesAndValues[i].equals(name)) {
                    return namesAndValues[i + 1];
                }
            }
            return null;
        }

        @Override
        public void forEach(BiConsumer<String, Object> action) {
            for (var i = 0; i < namesAndValues.length; i += 2) {
                action.accept((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
    }

    static Engine engine(Load load) {
        var settings = new Settings(
                Load.OUT_OF_ORDER,
                Settings.DEFAULT.idleAfter(),
                Settings.DEFAULT.step(),
                10_000_000,
                Settings.DEFAULT.mostSignals(),
                10_000_000,
                Settings.DEFAULT.mostIds(),
                false);
        return new Engine(load.asRules(), settings);
    }

    static Signal[] signals(Load load) {
        return load.spans().stream().map(Tailback::signal).toArray(Signal[]::new);
    }

    private static Signal signal(Load.Span span) {
        Object[] attributes = {
            "db.system", "postgresql",
            "http.route", span.route(),
            "kind", "SERVER",
            "name", span.route(),
            "duration", 12_000_000L,
            "order", span.order(),
            "service.name", span.service(),
            "step", span.step()
        };
        return new Signal(
                SignalKind.SPAN, span.timeNanos(), span.id(), span.id(), span.id(), span.route(), new Attributes(attributes));
    }

    @Override
    public Result run(Load load) {
        var signals = signals(load);
        var engine = engine(load);
        var complete = new HashSet<String>();
        var start = Contender.cpu();
        for (var signal : signals) {
            for (var verdict : engine.accept(0, signal, signal.timeNanos())) {
                note(verdict, complete);
            }
        }
        engine.advanceTo(signals[signals.length - 1].timeNanos() + 1).forEach(verdict -> note(verdict, complete));
        return new Result(Contender.cpu() - start, complete);
    }

    private static void note(Verdict verdict, Set<String> complete) {
        if (verdict instanceof Verdict.Fired fired) {
            complete.add(fired.rule() + " " + fired.key());
        }
    }
}
