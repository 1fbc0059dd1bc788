package dev.tailback.flowalerts.rules.core.reference;

import java.util.ArrayList;
import java.util.List;

/** What was told of one key: an episode that overlaps an incident is that incident. */
final class Told {
    private final String rule;
    private final List<String> key;
    private final List<Incident> closed = new ArrayList<>();
    private Incident open;

    record Incident(long start, long end) {}

    /** @param end Long.MAX_VALUE while it lasts */
    record Episode(long start, long end, String ending) {
        boolean isOpen() {
            return end == Long.MAX_VALUE;
        }

        boolean is(Incident incident) {
            return start == incident.start() || start < incident.end() && incident.start() < end;
        }
    }

    Told(String rule, List<String> key) {
        this.rule = rule;
        this.key = key;
    }

    /**
     * @param early whether an open incident may have been told before the watermark came to it
     * @param toldUpTo the watermark of the last time: so far an open incident is known to last
     */
    void correct(List<Episode> episodes, long toldUpTo, long watermark, boolean early, boolean late, List<String> out) {
        List<Episode> mine = List.<Episode>of();
        if (open != null && (early ? open.start() < watermark : open.start() <= watermark)) {
            Incident known = new Incident(open.start(), Math.max(open.start() + 1, toldUpTo));
            mine = episodes.stream().filter(each -> each.is(known)).toList();
            if (mine.isEmpty()) {
                close(watermark, "WITHDRAWN", out);
            } else if (!mine.getLast().isOpen()) {
                close(mine.getLast().end(), mine.getLast().ending(), out);
            }
        }
        for (Episode episode : episodes) {
            List<Incident> known = closed.stream().filter(episode::is).toList();
            if (mine.contains(episode) || open != null && episode.isOpen()) {
                continue;
            }
            if (known.isEmpty()) {
                Incident ahead = open;
                open(episode.start(), late, out);
                if (!episode.isOpen()) {
                    close(episode.end(), episode.ending(), out);
                    open = ahead;
                }
            } else if (episode.isOpen()) {
                closed.remove(known.getLast());
                open(known.getLast().start(), true, out);
            } else {
                Incident last = known.getLast();
                closed.set(closed.indexOf(last), new Incident(last.start(), Math.max(last.end(), episode.end())));
            }
        }
    }

    /** What no later signal can undo is told before the watermark has come. */
    void early(List<Episode> episodes, long watermark, List<String> out) {
        if (open == null) {
            episodes.stream()
                    .filter(episode -> episode.start() >= watermark)
                    .findFirst()
                    .ifPresent(episode -> open(episode.start(), false, out));
        }
    }

    private void open(long start, boolean late, List<String> out) {
        open = new Incident(start, Long.MAX_VALUE);
        out.add("%s %s fired %d%s".formatted(rule, key, start, late ? " late" : ""));
    }

    private void close(long end, String ending, List<String> out) {
        out.add("%s %s began %d resolved %d %s".formatted(rule, key, open.start(), end, ending));
        closed.add(new Incident(open.start(), end));
        open = null;
    }
}
