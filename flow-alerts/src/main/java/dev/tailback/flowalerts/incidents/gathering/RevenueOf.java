package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.casefile.Shortened;
import dev.tailback.flowalerts.incidents.gathering.Figures.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What orders that failed would have brought. */
final class RevenueOf {
    private static final long MINUTE = 60_000_000_000L;
    private static final int MOST_MINUTES = 30;
    private static final long LEAD = 10_000_000_000L;

    private final Figures figures;

    RevenueOf(Figures figures) {
        this.figures = figures;
    }

    CaseFile.@Nullable Revenue of(Incident incident, Instant now) {
        Instant ended = incident.endedAt();
        long to = Window.nanos(ended == null || ended.isAfter(now) ? now : ended);
        long since = Window.nanos(incident.since());
        List<Stretch> all = figures.of(Names.FAILED_REVENUE, 0, to);
        if (all.isEmpty()) {
            return null;
        }
        List<CaseFile.Minute> minutes = new ArrayList<>();
        for (long from = Math.max(since - 2 * MINUTE, to - MOST_MINUTES * MINUTE); from < to; from += MINUTE) {
            minutes.add(new CaseFile.Minute(Window.instant(from), grown(from, Math.min(from + MINUTE, to))));
        }
        return new CaseFile.Revenue(
                Names.FAILED_REVENUE,
                Shortened.text(all.getFirst().series().unit()),
                grown(to - MINUTE, to),
                grown(since, to),
                minutes);
    }

    /** From the point before, so that what grew across the edge counts once. */
    private double grown(long from, long to) {
        return figures.of(Names.FAILED_REVENUE, from - LEAD, to).stream()
                .mapToDouble(stretch -> grown(stretch, from))
                .sum();
    }

    private static double grown(Stretch stretch, long from) {
        double grown = 0.0;
        for (int i = 1; i < stretch.size(); i++) {
            if (stretch.nanos()[i] > from) {
                double value = stretch.values()[i];
                double before = stretch.values()[i - 1];
                grown += value >= before ? value - before : value;
            }
        }
        return grown;
    }
}
