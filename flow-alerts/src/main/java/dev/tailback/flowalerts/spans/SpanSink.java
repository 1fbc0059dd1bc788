package dev.tailback.flowalerts.spans;

import dev.tailback.flowalerts.signals.Intake;
import java.util.List;

/** Where spans go. */
public interface SpanSink {
    /**
     * Takes all spans or none, and soon: a sink that has to wait has a bounded queue and is full when that is.
     *
     * <p>The same span may come again, since a sender repeats what was not taken everywhere. It still is one span.
     */
    Intake take(List<Span> spans);
}
