package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.engine.chain.Episode;
import dev.tailback.flowalerts.rules.core.engine.chain.Tale;
import dev.tailback.flowalerts.rules.core.engine.fact.Reader;
import dev.tailback.flowalerts.rules.core.engine.fact.Writer;
import dev.tailback.flowalerts.rules.core.engine.plan.Content;
import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has been told of a key, and so is not told again. At most one incident is open. An episode that overlaps an incident
 * is that incident, whichever of the two began first: what was told early keeps its id and its start.
 */
final class Ledger implements Tale {
    private static final List<Incident> NONE_YET = new ArrayList<>(0);

    private final Keyed keyed;

    @Nullable
    Incident open;

    private List<Incident> closed = NONE_YET;

    /** Of an episode that began before an incident that was told early: whether it is that one shows when it ends. */
    private @Nullable Evidence unsaid;

    /** @param end {@link Episode#OPEN} of an open one */
    record Incident(String id, long start, long end) {}

    Ledger(Keyed keyed) {
        this.keyed = keyed;
    }

    boolean isEmpty() {
        return open == null && closed.isEmpty();
    }

    @Override
    public void fires(long time, Evidence evidence) {
        if (open == null) {
            open(time, false, evidence);
        } else {
            unsaid = evidence;
        }
    }

    @Override
    public void ends(long start, long time, Verdict.Ending ending) {
        if (open == null) {
            return;
        }
        if (isToldAheadOf(time)) {
            tell(new Episode(start, time, ending, unsaid), false);
        } else {
            close(open, time, ending);
        }
        unsaid = null;
    }

    /** Whether the open incident was told early, and has not begun by then. */
    private boolean isToldAheadOf(long time) {
        return keyed.rule.plan.atOnce && open != null && time <= open.start();
    }

    void open(long start, boolean late, Evidence evidence) {
        open(
                new Incident(Content.incident(keyed.rule.plan.rule.name(), keyed.key(), start), start, Episode.OPEN),
                late,
                evidence);
    }

    private void open(Incident incident, boolean late, Evidence evidence) {
        open = incident;
        keyed.tell(new Verdict.Fired(
                incident.id(), keyed.rule.plan.rule.name(), keyed.key(), incident.start(), late, evidence));
    }

    private void close(Incident incident, long end, Verdict.Ending ending) {
        open = null;
        keyed.tell(new Verdict.Resolved(
                incident.id(), keyed.rule.plan.rule.name(), keyed.key(), incident.start(), end, ending));
        if (keyed.rule.plan.lateness > 0) {
            keep(new Incident(incident.id(), incident.start(), end));
        }
    }

    /** The end of what is open, and nobody will look any more. */
    Optional<Verdict> abandon(long time) {
        return Optional.ofNullable(open)
                .map(incident -> new Verdict.Resolved(
                        incident.id(),
                        keyed.rule.plan.rule.name(),
                        keyed.key(),
                        incident.start(),
                        Math.max(time, incident.start()),
                        Verdict.Ending.ABANDONED));
    }

    private void keep(Incident incident) {
        if (closed.isEmpty()) {
            closed = new ArrayList<>(1);
        }
        closed.add(incident);
    }

    /** Tells what differs from what was told, now that late facts have changed the episodes up to the watermark. */
    void correct(List<Episode> episodes, long watermark) {
        if (open != null && !isToldAheadOf(watermark)) {
            endOrWithdraw(open, episodes, watermark);
        }
        for (Episode episode : episodes) {
            int told = lastClosedThatOverlaps(episode);
            if (open != null && (episode.isOpen() || episode.overlaps(open.start(), open.end()))) {
                continue;
            }
            if (told < 0) {
                tell(episode, true);
            } else {
                reopenOrProlong(told, episode);
            }
        }
    }

    private void tell(Episode episode, boolean late) {
        Evidence evidence = episode.evidence() == null ? Evidence.NONE : episode.evidence();
        Incident before = open;
        open(episode.start(), late, evidence);
        if (!episode.isOpen() && open != null) {
            close(open, episode.end(), episode.ending());
            open = before;
        }
    }

    private void reopenOrProlong(int told, Episode episode) {
        Incident before = closed.get(told);
        if (episode.isOpen()) {
            closed.remove(told);
            open(
                    new Incident(before.id(), before.start(), Episode.OPEN),
                    true,
                    episode.evidence() == null ? Evidence.NONE : episode.evidence());
        } else {
            closed.set(told, new Incident(before.id(), before.start(), Math.max(before.end(), episode.end())));
        }
    }

    private void endOrWithdraw(Incident incident, List<Episode> episodes, long watermark) {
        Episode last = null;
        for (Episode episode : episodes) {
            if (episode.overlaps(incident.start(), incident.end())) {
                last = episode;
            }
        }
        if (last == null) {
            close(incident, watermark, Verdict.Ending.WITHDRAWN);
        } else if (!last.isOpen()) {
            close(incident, last.end(), last.ending());
        }
    }

    private int lastClosedThatOverlaps(Episode episode) {
        for (int i = closed.size() - 1; i >= 0; i--) {
            if (episode.overlaps(closed.get(i).start(), closed.get(i).end())) {
                return i;
            }
        }
        return -1;
    }

    void forgetBefore(long time) {
        if (!closed.isEmpty()) {
            closed.removeIf(incident -> incident.end() < time);
        }
    }

    void write(Writer out) {
        out.longs(open == null ? 0 : 1, closed.size());
        if (open != null) {
            write(out, open);
        }
        closed.forEach(incident -> write(out, incident));
    }

    private static void write(Writer out, Incident incident) {
        out.text(incident.id());
        out.longs(incident.start(), incident.end());
    }

    void read(Reader in) {
        boolean isOpen = in.number() == 1;
        int size = in.count();
        open = isOpen ? incident(in) : null;
        for (int i = 0; i < size; i++) {
            keep(incident(in));
        }
    }

    private static Incident incident(Reader in) {
        return new Incident(in.text(), in.number(), in.number());
    }
}
