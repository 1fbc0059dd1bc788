package dev.tailback.flowalerts.rules.core.engine.chain;

import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The episodes of a course that is run once more. */
public final class Replay implements Tale {
    private final List<Episode> episodes = new ArrayList<>();

    public Replay(Course from) {
        if (from.fires()) {
            fires(from.firedAt, from.evidence());
        }
    }

    @Override
    public void fires(long time, Evidence evidence) {
        episodes.add(new Episode(time, Episode.OPEN, Verdict.Ending.OVER, evidence));
    }

    @Override
    public void ends(long start, long time, Verdict.Ending ending) {
        episodes.add(new Episode(start, time, ending, episodes.removeLast().evidence()));
    }

    public List<Episode> episodes() {
        return episodes;
    }
}
