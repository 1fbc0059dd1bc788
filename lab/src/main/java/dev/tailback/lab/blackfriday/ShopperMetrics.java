package dev.tailback.lab.blackfriday;

import dev.tailback.lab.load.Fact;
import dev.tailback.lab.load.Kind;
import dev.tailback.lab.load.Reading;
import dev.tailback.lab.load.Shoppers;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.List;

/** What shoppers see of the shop from outside, over all demos of this lab. */
final class ShopperMetrics implements Shoppers.Listener {
    /** A page is there in milliseconds; an order may take all of a shopper's patience. */
    private static final List<Double> SECONDS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0);

    private final LongCounter facts;
    private final DoubleHistogram waits;

    ShopperMetrics(Meter meter) {
        this.facts = meter.counterBuilder(Names.SHOPPER_FACTS)
                .setDescription("What happened to the shoppers of demos: who came, what they asked for, how it ended.")
                .build();
        this.waits = meter.histogramBuilder(Names.SHOPPER_WAITS)
                .setUnit("s")
                .setDescription("How long they waited, and for what.")
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
        for (Fact fact : Fact.values()) {
            facts.add(0, attributes(fact));
        }
    }

    private static Attributes attributes(Fact fact) {
        return Attributes.of(Names.FACT, fact.text());
    }

    @Override
    public void hear(Reading second) {
        // Each fact was heard of when it happened.
    }

    @Override
    public void happened(Fact fact) {
        facts.add(1, attributes(fact));
    }

    @Override
    public void took(Kind kind, Duration time) {
        waits.record(time.toNanos() / 1e9, Attributes.of(Names.WAITED_FOR, kind.text()));
    }
}
