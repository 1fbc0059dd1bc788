package dev.tailback.flowalerts.rules.recordings;

import dev.tailback.flowalerts.otlp.RecordedRequests;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.feed.Feed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Signals in the order of their time, whatever the order of the files: how late something came is not recorded, so nothing
 * may hang on it. They are held in memory, and so bounded.
 */
public final class Recording {
    /** Some 600 bytes each. */
    static final int MOST_SIGNALS = 1_000_000;

    private final Stretch stretch;
    private final List<Signal> signals = new ArrayList<>();
    private long spans;
    private long points;
    private long lines;
    private long rejected;

    /** @param stretch signals of other times are passed over */
    public Recording(Stretch stretch) {
        this.stretch = stretch;
    }

    void add(RecordedRequests.Read read) {
        read.spans().forEach(span -> spans += add(Feed.of(span)));
        read.points().forEach(point -> points += add(Feed.of(point)));
        read.lines().forEach(line -> lines += add(Feed.of(line)));
        rejected += read.rejected();
    }

    private int add(Signal signal) {
        if (!stretch.has(signal.timeNanos())) {
            return 0;
        }
        if (signals.size() == MOST_SIGNALS) {
            throw new Unreadable(
                    "the recording has more than %,d signals; allowed: as many as that. --from and --to take a part of it"
                            .formatted(MOST_SIGNALS));
        }
        signals.add(signal);
        return 1;
    }

    public List<Signal> inOrder() {
        signals.sort(Comparator.comparingLong(Signal::timeNanos));
        return signals;
    }

    public long spans() {
        return spans;
    }

    public long points() {
        return points;
    }

    public long lines() {
        return lines;
    }

    /** Those that nothing could be made of. */
    public long rejected() {
        return rejected;
    }
}
