package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.rules.core.engine.Settings;
import dev.tailback.flowalerts.rules.core.engine.Share;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Runs the engine of the share that its partition is. */
final class EvaluateShare implements Processor<Integer, byte[], String, byte[]> {
    static final String STORE = "engines";

    private final Supplier<RulesNow> rules;
    private final int shares;
    private final Settings settings;
    private final Map<Integer, ShareEngine> here;
    private final Tallies tallies;
    private ProcessorContext<String, byte[]> context;
    private ShareEngine engine;

    /** @param here where the engine is shown while this instance has it */
    @SuppressWarnings("NullAway.Init")
    EvaluateShare(
            Supplier<RulesNow> rules, int shares, Settings settings, Map<Integer, ShareEngine> here, Tallies tallies) {
        this.rules = rules;
        this.shares = shares;
        this.settings = settings;
        this.here = here;
        this.tallies = tallies;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(STORE);
        int number = context.taskId().partition();
        this.engine =
                new ShareEngine(new Share(number, shares), settings, new EngineStore(store), rules.get(), tallies);
        here.put(number, engine);
    }

    @Override
    public void process(Record<Integer, byte[]> record) {
        Map<String, Rule> before = byName(engine.rules());
        for (Verdict verdict : engine.take(record.value(), rules.get())) {
            Rule rule = byName(engine.rules()).getOrDefault(verdict.rule(), before.get(verdict.rule()));
            if (rule != null) {
                context.forward(new Record<>(
                        verdict.rule() + " " + verdict.key(),
                        VerdictJson.write(rule, verdict),
                        context.currentSystemTimeMs()));
            }
        }
    }

    private static Map<String, Rule> byName(RulesNow now) {
        return now.rules().stream().collect(Collectors.toMap(Rule::name, Function.identity()));
    }

    @Override
    public void close() {
        here.remove(engine.share().number(), engine);
    }
}
