package dev.tailback.flowalerts.rules.core.engine.chain;

import dev.tailback.flowalerts.rules.core.engine.fact.Done;
import dev.tailback.flowalerts.rules.core.engine.fact.Fact;
import dev.tailback.flowalerts.rules.core.engine.plan.Leaf;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The oldest signal that a stage needs, of the latest that satisfy it: it says which chain the stage continues. */
record Oldest(Fact fact, @Nullable Done before) {
    /** Null unless all leaves have what they need; the fact just added is the latest of one of them. */
    static @Nullable Oldest of(Leaf[] leaves, Ring[] rings) {
        Ring oldest = null;
        for (Leaf leaf : leaves) {
            Ring ring = rings[leaf.ring()];
            if (!ring.isFull()) {
                return null;
            }
            if (oldest == null || ring.fact(0).compareTo(oldest.fact(0)) < 0) {
                oldest = ring;
            }
        }
        return oldest == null ? null : new Oldest(oldest.fact(0), oldest.before(0));
    }

    /** The latest signals of a stage, oldest first. */
    static Fact[] latest(Leaf[] leaves, Ring[] rings, int most) {
        if (leaves.length == 1) {
            Ring ring = rings[leaves[0].ring()];
            Fact[] facts = new Fact[Math.min(most, ring.size())];
            for (int i = 0; i < facts.length; i++) {
                facts[i] = ring.fact(ring.size() - facts.length + i);
            }
            return facts;
        }
        Set<Fact> facts = new TreeSet<>();
        for (Leaf leaf : leaves) {
            Ring ring = rings[leaf.ring()];
            for (int i = 0; i < ring.size(); i++) {
                facts.add(ring.fact(i));
            }
        }
        Fact[] all = facts.toArray(Fact[]::new);
        return all.length <= most ? all : Arrays.copyOfRange(all, all.length - most, all.length);
    }
}
