package dev.tailback.lab.drill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened, in the order of time: the first {@value #MOST} moments. */
public final class Timeline {
    static final int MOST = 500;

    private final List<Moment> moments = new ArrayList<>();
    private long leftOut;

    public synchronized void add(Instant at, Moment.Who who, String says) {
        if (moments.size() < MOST) {
            moments.add(new Moment(at, who, says));
        } else {
            leftOut++;
        }
    }

    /** What may be told: what the lab did only when the drill is over. */
    public synchronized List<Moment> told(boolean isOver) {
        return moments.stream()
                .filter(moment -> moment.isTold(isOver))
                .sorted(Comparator.comparing(Moment::at))
                .toList();
    }

    /** How many there was no room for. */
    public synchronized long leftOut() {
        return leftOut;
    }
}
