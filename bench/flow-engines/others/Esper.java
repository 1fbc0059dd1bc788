import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import java.util.HashSet;

/** Esper, one pattern a rule, its clock driven by the spans. It takes events in the order in which they come. */
final class Esper implements Contender {
    private static int runs;

    @Override
    public Result run(Load load) throws Exception {
        var configuration = new Configuration();
        configuration.getCommon().addEventType("Span", Event.class);
        configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
        var runtime = EPRuntimeProvider.getRuntime("run-" + runs++, configuration);
        var complete = new HashSet<String>();
        for (var rule = 0; rule < load.rules(); rule++) {
            var name = Integer.toString(rule);
            var pattern = """
                    select a.orderId as orderId from pattern [every a=Span(step='step-%1$d-0')
                      -> (b=Span(step='step-%1$d-1', orderId=a.orderId) -> c=Span(step='step-%1$d-2', orderId=a.orderId))
                      where timer:within(10 minutes)]""".formatted(rule);
            var compiled =
                    EPCompilerProvider.getCompiler().compile(pattern, new CompilerArguments(configuration));
            runtime.getDeploymentService().deploy(compiled).getStatements()[0].addListener((fresh, old, s, r) -> {
                for (var event : fresh) {
                    complete.add(name + " " + event.get("orderId"));
                }
            });
        }
        var events = load.spans().stream().map(Event::new).toArray(Event[]::new);
        var service = runtime.getEventService();
        var now = 0L;
        var start = Contender.cpu();
        for (var event : events) {
            if (event.time > now) {
                now = event.time;
                service.advanceTime(now);
            }
            service.sendEventBean(event, "Span");
        }
        var nanos = Contender.cpu() - start;
        runtime.destroy();
        return new Result(nanos, complete);
    }
}
