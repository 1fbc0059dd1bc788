package dev.tailback.flowalerts.rules.core.model;

import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import java.time.Duration;

/** What one signal can satisfy. */
public sealed interface Atom {
    SignalKind kind();

    record OfSpan(Predicate predicate) implements Atom {
        @Override
        public SignalKind kind() {
            return SignalKind.SPAN;
        }

        @Override
        public String toString() {
            return "span: " + predicate;
        }
    }

    record OfLog(Predicate predicate) implements Atom {
        @Override
        public SignalKind kind() {
            return SignalKind.LOG;
        }

        @Override
        public String toString() {
            return "log: " + predicate;
        }
    }

    /**
     * A point of a metric. With {@code holdsFor} it is satisfied by each point at which its series has satisfied
     * {@code value} for so long: by that point, by one at least so much older, and by all between them, none of which is
     * more than {@link #STALE} from the next.
     *
     * @param metric the metric's name
     * @param where which of its series are meant: of the point's attributes
     * @param value what must be true of the point, as a rule of its field {@code value}
     */
    record OfMetric(String metric, Predicate where, Predicate value, Duration holdsFor) implements Atom {
        /** As Prometheus looks back. */
        public static final Duration STALE = Duration.ofMinutes(5);

        public OfMetric {
            Durations.notNegative("for", holdsFor);
        }

        public OfMetric(String metric, Predicate value) {
            this(metric, Predicate.ALWAYS, value, Duration.ZERO);
        }

        @Override
        public SignalKind kind() {
            return SignalKind.METRIC;
        }

        @Override
        public String toString() {
            return "metric: " + metric + (where.equals(Predicate.ALWAYS) ? "" : " where " + where) + ": " + value
                    + (holdsFor.isZero() ? "" : " for " + holdsFor);
        }
    }
}
