package dev.tailback.lab.clock;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import dev.tailback.telemetry.DemoRun;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The demo clock over HTTP, in the words of the stages. */
public final class ClockRoutes {
    private static final String PATH = "/api/demo-clock";

    private final DemoClock demo;
    private final Clock clock;

    public ClockRoutes(DemoClock demo, Clock clock) {
        this.demo = demo;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.get(PATH, asked -> Reply.json(shown(List.of()))), new Route("PUT", PATH, this::set));
    }

    record Wanted(
            @Nullable String mode,
            @Nullable Long startTimestamp,
            @Nullable Double speed,
            @Nullable List<DemoRun.Phase> phases) {}

    /** @param deaf why stages did not take it */
    record Shown(
            String mode,
            @Nullable Long startTimestamp,
            @Nullable Double speed,
            List<DemoRun.Phase> phases,
            List<String> deaf) {}

    private Reply set(Request asked) throws InterruptedException {
        Wanted wanted = asked.body(Wanted.class);
        if (wanted.mode() == null) {
            throw new BadRequest("mode is missing: the name of a demo, or off");
        }
        return Reply.json(
                shown(wanted.mode().equals(DemoRun.OFF) ? demo.end() : demo.start(run(wanted, wanted.mode()))));
    }

    private DemoRun run(Wanted wanted, String mode) {
        try {
            return new DemoRun(
                    mode,
                    wanted.startTimestamp() == null ? clock.instant().getEpochSecond() : wanted.startTimestamp(),
                    wanted.speed() == null ? 1 : wanted.speed(),
                    wanted.phases() == null ? List.of() : wanted.phases());
        } catch (IllegalArgumentException outOfRange) {
            throw new BadRequest(String.valueOf(outOfRange.getMessage()));
        }
    }

    private Shown shown(List<String> deaf) {
        return demo.run()
                .map(run -> new Shown(run.mode(), run.startSeconds(), run.speed(), run.phases(), deaf))
                .orElse(new Shown(DemoRun.OFF, null, null, List.of(), deaf));
    }
}
