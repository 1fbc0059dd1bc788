package dev.tailback.flowalerts.store.writing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;

/** How long writing takes, a span, over the last minute. */
public final class WriteTimes {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    // Five batches a second, full ones, are more than the aim of 20,000 spans.
    private static final int MOST_BATCHES = 300;

    private record Batch(long atNanos, int spans, long tookNanos) {
        double millisPerSpan() {
            return tookNanos / 1e6 / spans;
        }
    }

    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private long over5;
    private long over10;
    private long over50;

    synchronized void wrote(int spans, Duration took) {
        Batch batch = new Batch(System.nanoTime(), spans, took.toNanos());
        batches.add(batch);
        forgetOld();
        double millis = batch.millisPerSpan();
        over5 += millis > 5 ? 1 : 0;
        over10 += millis > 10 ? 1 : 0;
        over50 += millis > 50 ? 1 : 0;
    }

    private void forgetOld() {
        long oldest = System.nanoTime() - WINDOW.toNanos();
        while (!batches.isEmpty()
                && (batches.size() > MOST_BATCHES || batches.getFirst().atNanos() - oldest < 0)) {
            batches.removeFirst();
        }
    }

    public synchronized WriteTime now() {
        forgetOld();
        long spans = batches.stream().mapToLong(Batch::spans).sum();
        long nanos = batches.stream().mapToLong(Batch::tookNanos).sum();
        double worst = batches.stream().mapToDouble(Batch::millisPerSpan).max().orElse(0);
        return new WriteTime(
                spans == 0 ? 0 : nanos / 1e6 / spans, worst, Mark.of(worst).word(), over5, over10, over50);
    }

    /** Where a gauge of the write time changes its colour. */
    private enum Mark {
        WITHIN_TARGET(0),
        OVER_TARGET(5),
        ALERT(10),
        CRITICAL(50);

        private final int fromMillis;

        Mark(int fromMillis) {
            this.fromMillis = fromMillis;
        }

        static Mark of(double millis) {
            Mark mark = WITHIN_TARGET;
            for (Mark higher : values()) {
                mark = millis > higher.fromMillis ? higher : mark;
            }
            return mark;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
