package dev.tailback.flowalerts.spans;

import dev.tailback.flowalerts.signals.Intake;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Several sinks as one. Each is offered everything, whatever the others say: a database that is away must not blind those
 * who look at the latest traces. If any is full, so is the whole, and what is sent again meets every sink again.
 */
public final class SpanSinks implements SpanSink {
    private final List<SpanSink> sinks;

    public SpanSinks(List<SpanSink> sinks) {
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public Intake take(List<Span> spans) {
        return sinks.stream()
                .map(sink -> sink.take(spans))
                .map(SpanSinks::retryAfter)
                .flatMap(Optional::stream)
                .max(Duration::compareTo)
                .map(Intake::full)
                .orElse(Intake.TAKEN);
    }

    private static Optional<Duration> retryAfter(Intake intake) {
        return switch (intake) {
            case Intake.Taken taken -> Optional.empty();
            case Intake.Full full -> Optional.of(full.retryAfter());
        };
    }
}
