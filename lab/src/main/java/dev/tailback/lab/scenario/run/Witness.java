package dev.tailback.lab.scenario.run;

import dev.tailback.lab.load.Fact;
import dev.tailback.lab.load.Kind;
import dev.tailback.lab.load.Reading;
import dev.tailback.lab.load.Shoppers;
import dev.tailback.lab.scenario.measuring.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleConsumer;

/** Records what shoppers measure. */
public final class Witness implements Shoppers.Listener {
    /** What was counted in a second stands in its middle. */
    private static final Duration HALF = Duration.ofMillis(500);

    private final Recording recording;
    private final DemoTime time;
    private final double scale;
    private final DoubleConsumer everySecond;

    /** @param everySecond hears which minute of the demo it is */
    public Witness(Recording recording, DemoTime time, double scale, DoubleConsumer everySecond) {
        this.recording = recording;
        this.time = time;
        this.scale = scale;
        this.everySecond = everySecond;
    }

    @Override
    public void hear(Reading second) {
        Instant now = Instant.now();
        double minute = time.minute(now.minus(HALF));
        for (Fact fact : Fact.values()) {
            recording.add(fact.text(), minute, second.counts().of(fact));
        }
        recording.add("rpm", minute, second.perMinute() / scale);
        recording.add("in_shop", minute, second.inShop());
        recording.add("awaited_orders", minute, second.awaited());
        everySecond.accept(time.minute(now));
    }

    @Override
    public void took(Kind kind, Duration took) {
        recording.add(kind.text() + "_ms", time.minute(Instant.now()), took.toNanos() / 1e6);
    }
}
