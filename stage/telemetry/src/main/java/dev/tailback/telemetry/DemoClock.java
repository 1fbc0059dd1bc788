package dev.tailback.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which minute of a demo it is, if one runs: written on every span that begins meanwhile. Processes agree without
 * talking to each other, because each derives it from the demo's start.
 */
public final class DemoClock implements SpanProcessor {
    private final InstantSource now;
    private volatile @Nullable DemoRun run;

    public DemoClock(InstantSource now, @Nullable DemoRun run) {
        this.now = now;
        this.run = run;
    }

    /** One that was started amid a demo is told of it by its environment. */
    public static DemoClock of(Function<String, @Nullable String> environment) {
        return new DemoClock(InstantSource.system(), DemoRun.of(environment));
    }

    public @Nullable DemoRun run() {
        return run;
    }

    /** Null ends the demo. */
    public void use(@Nullable DemoRun other) {
        run = other;
    }

    public Instant now() {
        return now.instant();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        DemoRun current = run;
        if (current == null) {
            return;
        }
        Instant moment = now();
        current.minuteAt(moment).ifPresent(minute -> span.setAttribute(Names.DEMO_MINUTE, minute));
        String phase = current.phaseAt(moment);
        if (phase != null) {
            span.setAttribute(Names.DEMO_PHASE, phase);
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // Not called: what a span has to say of the demo is known when it begins.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
