package dev.tailback.flowalerts.rules.core.engine.chain;

import dev.tailback.flowalerts.rules.core.engine.fact.Done;
import dev.tailback.flowalerts.rules.core.engine.fact.Fact;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The latest facts of one condition, with what was complete before each. */
public final class Ring {
    private final Fact[] facts;
    private final @Nullable Done[] before;
    private int next;
    private int size;

    Ring(int room) {
        this.facts = new Fact[room];
        this.before = new Done[room];
    }

    private Ring(Ring other) {
        this.facts = other.facts.clone();
        this.before = other.before.clone();
        this.next = other.next;
        this.size = other.size;
    }

    Ring copy() {
        return new Ring(this);
    }

    void add(Fact fact, @Nullable Done complete) {
        facts[next] = fact;
        before[next] = complete;
        next = next + 1 == facts.length ? 0 : next + 1;
        size = Math.min(size + 1, facts.length);
    }

    void clear() {
        Arrays.fill(facts, null);
        Arrays.fill(before, null);
        next = 0;
        size = 0;
    }

    boolean isFull() {
        return size == facts.length;
    }

    public int size() {
        return size;
    }

    /** The oldest is 0. */
    Fact fact(int index) {
        return facts[at(index)];
    }

    @Nullable
    Done before(int index) {
        return before[at(index)];
    }

    private int at(int index) {
        int at = next - size + index;
        return at < 0 ? at + facts.length : at;
    }
}
