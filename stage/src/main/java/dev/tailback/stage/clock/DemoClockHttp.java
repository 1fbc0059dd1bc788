package dev.tailback.stage.clock;

import dev.tailback.stage.http.Problem;
import dev.tailback.telemetry.DemoClock;
import dev.tailback.telemetry.DemoClockView;
import dev.tailback.telemetry.DemoRun;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The demo that this stage believes to be in. */
@RestController
@RequestMapping("/admin/demo-clock")
public class DemoClockHttp {
    private static final Logger log = LoggerFactory.getLogger(DemoClockHttp.class);

    private final DemoClock clock;

    DemoClockHttp(DemoClock clock) {
        this.clock = clock;
    }

    @GetMapping
    DemoClockView show() {
        return DemoClockView.of(clock);
    }

    @PutMapping
    DemoClockView set(@RequestBody Wanted wanted) {
        clock.use(wanted.run());
        log.info("demo_clock {}", show());
        return show();
    }

    record Wanted(
            @Nullable String mode,
            @Nullable Long startTimestamp,
            @Nullable Double speed,
            @Nullable List<WantedPhase> phases) {

        /** Null if none is to run. */
        @Nullable
        DemoRun run() {
            if (mode == null) {
                throw Problem.invalid("mode", null, "a scenario's name, or off");
            }
            if (mode.equals(DemoRun.OFF)) {
                return null;
            }
            if (startTimestamp == null) {
                throw Problem.invalid("start_timestamp", null, "Unix seconds");
            }
            List<DemoRun.Phase> inOrder = Problem.unlessAllowed(() -> phases == null
                    ? List.of()
                    : phases.stream().map(WantedPhase::phase).toList());
            return Problem.unlessAllowed(() -> new DemoRun(mode, startTimestamp, speed == null ? 1 : speed, inOrder));
        }
    }

    record WantedPhase(@Nullable String name, @Nullable Double from) {
        DemoRun.Phase phase() {
            if (name == null || from == null) {
                throw Problem.invalid("phases", this, "a list of objects with a name and a minute from");
            }
            return new DemoRun.Phase(name, from);
        }
    }
}
