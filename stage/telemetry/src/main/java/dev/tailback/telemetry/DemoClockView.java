package dev.tailback.telemetry;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The demo's clock as the answers of whoever follows it show it.
 *
 * @param started Unix seconds
 */
public record DemoClockView(
        String mode,
        @Nullable Long started,
        @Nullable Double speed,
        @Nullable Long minute,
        @Nullable String phase) {

    public static DemoClockView of(DemoClock clock) {
        DemoRun run = clock.run();
        if (run == null) {
            return new DemoClockView(DemoRun.OFF, null, null, null, null);
        }
        Instant now = clock.now();
        OptionalLong minute = run.minuteAt(now);
        return new DemoClockView(
                run.mode(),
                run.startSeconds(),
                run.speed(),
                minute.isPresent() ? minute.getAsLong() : null,
                run.phaseAt(now));
    }
}
