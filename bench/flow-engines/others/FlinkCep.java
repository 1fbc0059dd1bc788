import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Flink CEP in this process, one pattern a rule, state on the heap, parallelism 1. */
final class FlinkCep implements Contender {
    private static Event[] events = {};
    private static final Set<String> COMPLETE = ConcurrentHashMap.newKeySet();

    @Override
    public Result run(Load load) throws Exception {
        events = load.spans().stream().map(Event::new).toArray(Event[]::new);
        COMPLETE.clear();
        var environment = StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
        environment.getConfig().enableObjectReuse();
        var spans = environment
                .fromSequence(0, events.length - 1)
                .map(i -> events[i.intValue()])
                .returns(Event.class)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Event>forBoundedOutOfOrderness(Load.OUT_OF_ORDER)
                                .withTimestampAssigner((event, before) -> event.time))
                .keyBy(Event::getOrderId);
        for (var rule = 0; rule < load.rules(); rule++) {
            CEP.pattern(spans, pattern(rule)).process(new Told(rule)).sinkTo(new DiscardingSink<>());
        }
        var start = Contender.cpu();
        environment.execute();
        return new Result(Contender.cpu() - start, Set.copyOf(COMPLETE));
    }

    private static Pattern<Event, ?> pattern(int rule) {
        return Pattern.<Event>begin("a", AfterMatchSkipStrategy.skipPastLastEvent())
                .where(step("step-" + rule + "-0"))
                .followedBy("b")
                .where(step("step-" + rule + "-1"))
                .followedBy("c")
                .where(step("step-" + rule + "-2"))
                .within(Duration.ofMinutes(10));
    }

    private static SimpleCondition<Event> step(String step) {
        return SimpleCondition.of(event -> event.step.equals(step));
    }

    private static final class Told extends PatternProcessFunction<Event, String> {
        private static final long serialVersionUID = 1;

        private final int rule;

        Told(int rule) {
            this.rule = rule;
        }

        @Override
        public void processMatch(Map<String, List<Event>> match, Context context, Collector<String> out) {
            COMPLETE.add(rule + " " + match.get("a").getFirst().order);
        }
    }
}
