package dev.tailback.flowalerts.rules.core.engine.fact;

import java.util.Arrays;

/** The facts of one key in their order: those that have been applied and may be needed again, then those that wait. */
public final class Facts {
    private Fact[] facts = new Fact[2];
    private int from;
    private int to;
    private int applied;

    /** False when it is there already: a duplicate. */
    public boolean add(Fact fact) {
        int at = to;
        while (at > from) {
            int order = facts[at - 1].compareTo(fact);
            if (order == 0) {
                return false;
            }
            if (order < 0) {
                break;
            }
            at--;
        }
        if (to == facts.length) {
            at -= from;
            makeRoom();
            at += from;
        }
        System.arraycopy(facts, at, facts, at + 1, to - at);
        facts[at] = fact;
        to++;
        return true;
    }

    private void makeRoom() {
        int size = to - from;
        Fact[] room = size * 2 > facts.length ? new Fact[facts.length * 2] : facts;
        System.arraycopy(facts, from, room, 0, size);
        if (room == facts) {
            Arrays.fill(facts, size, to, Fact.NONE);
        }
        facts = room;
        applied -= from;
        from = 0;
        to = size;
    }

    public int size() {
        return to - from;
    }

    public boolean hasWaiting() {
        return applied < to;
    }

    public Fact firstWaiting() {
        return facts[applied];
    }

    public void applyOne() {
        applied++;
    }

    /** All of them wait again. */
    public void rewind() {
        applied = from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    public Fact first() {
        return facts[from];
    }

    public Fact last() {
        return facts[to - 1];
    }

    /** How many there are and have been applied. */
    public int appliedSize() {
        return applied - from;
    }

    /** The one that stands there, of all. */
    public Fact get(int index) {
        return facts[from + index];
    }

    /** Forgets the first. */
    public void drop() {
        facts[from++] = Fact.NONE;
        if (applied < from) {
            applied = from;
        }
        if (from == to) {
            from = 0;
            to = 0;
            applied = 0;
            if (facts.length > 16) {
                facts = new Fact[2];
            }
        }
    }
}
