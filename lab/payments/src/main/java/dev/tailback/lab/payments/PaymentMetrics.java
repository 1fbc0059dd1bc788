package dev.tailback.lab.payments;

import static io.opentelemetry.semconv.HttpAttributes.HTTP_REQUEST_METHOD;
import static io.opentelemetry.semconv.HttpAttributes.HTTP_ROUTE;
import static io.opentelemetry.semconv.UrlAttributes.URL_SCHEME;

import dev.tailback.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the provider counts: payments by what became of them, how long it took to answer, and what it did wrong on purpose. */
final class PaymentMetrics {
    /** As the semantic conventions want it. */
    private static final List<Double> SECONDS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

    private final DoubleHistogram durations;
    private final LongCounter faults;

    PaymentMetrics(Meter meter) {
        this.durations = meter.histogramBuilder(Names.HTTP_SERVER_DURATION)
                .setUnit("s")
                .setDescription("Requests for money and for giving it back.")
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
        this.faults = meter.counterBuilder(Names.PAYMENT_FAULTS)
                .setUnit("{answer}")
                .setDescription("Answers that were late, wrong or missing because a card or a fault wanted it.")
                .build();
    }

    /** Of what is on the disk, so that nothing counts twice that was asked for twice. */
    static void observe(Meter meter, Payments payments) {
        meter.counterBuilder(Names.PAYMENTS)
                .setUnit("{payment}")
                .setDescription("Payments by what became of them, of this life of the provider and those before.")
                .buildWithCallback(result -> {
                    counts(payments).ifPresent(counts -> {
                        result.record(counts.authorizations(), outcome(Status.APPROVED));
                        result.record(counts.declines(), outcome(Status.DECLINED));
                        result.record(counts.voids(), outcome(Status.VOIDED));
                    });
                });
        meter.counterBuilder(Names.PAYMENT_REPLAYS)
                .setUnit("{request}")
                .setDescription("Requests that were answered as they had been before.")
                .buildWithCallback(result -> counts(payments).ifPresent(counts -> result.record(counts.replays())));
    }

    /** Empty when the process ends meanwhile. */
    private static Optional<Payments.Counts> counts(Payments payments) {
        try {
            return Optional.of(payments.counts());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Attributes outcome(Status status) {
        return Attributes.of(Names.OUTCOME, status.word());
    }

    /** @param how it ended: its status, or why it has none */
    void took(Duration duration, String route, Attributes how, Context trace) {
        durations.record(
                duration.toNanos() / 1e9,
                how.toBuilder()
                        .put(HTTP_REQUEST_METHOD, "POST")
                        .put(HTTP_ROUTE, route)
                        .put(URL_SCHEME, "http")
                        .build(),
                trace);
    }

    void spoiled(TestCard card) {
        switch (card) {
            case SLOW, ERROR, LOSE_ANSWER, RUBBISH -> count(card.name().toLowerCase(Locale.ROOT));
            case APPROVE, DECLINE -> {}
        }
    }

    void delayed(Duration lateness) {
        if (lateness.isPositive()) {
            count("late");
        }
    }

    private void count(String fault) {
        faults.add(1, Attributes.of(Names.FAULT, fault));
    }
}
