package dev.tailback.flowalerts.rules.core.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * All keys of all rules, at most so many. One more drops one that was not used since the hand came by; one with an open
 * incident only when all have one.
 */
final class Crowd {
    private final int most;
    private final Tally tally;
    private final List<Keyed> all = new ArrayList<>();
    private int hand;

    Crowd(int most, Tally tally) {
        this.most = most;
        this.tally = tally;
    }

    int size() {
        return all.size();
    }

    void add(Keyed keyed) {
        if (all.size() >= most) {
            tally.evictedKeys++;
            remove(leastWanted());
        }
        keyed.place = all.size();
        all.add(keyed);
    }

    void remove(Keyed keyed) {
        Keyed last = all.removeLast();
        if (last != keyed) {
            last.place = keyed.place;
            all.set(last.place, last);
        }
        tally.held -= keyed.facts.size();
        keyed.slot = Wheel.NOWHERE;
        keyed.rule.keys.remove(keyed.name);
    }

    private Keyed leastWanted() {
        for (int looked = 0; looked < 2 * all.size(); looked++) {
            hand = hand + 1 >= all.size() ? 0 : hand + 1;
            Keyed keyed = all.get(hand);
            if (!keyed.used && keyed.ledger.open == null) {
                return keyed;
            }
            keyed.used = false;
        }
        return all.get(hand);
    }
}
