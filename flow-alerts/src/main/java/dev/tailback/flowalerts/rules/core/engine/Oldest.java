package dev.tailback.flowalerts.rules.core.engine;

import java.util.Arrays;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The oldest signal that a condition needs, of the latest that satisfy it: it says which chain the stage continues. */
record Oldest(Fact fact, @Nullable Done before) {
    /** Null unless the condition is satisfied with the signal just added, whose bits are given, as one of those it needs. */
    static @Nullable Oldest of(Node node, Ring[] rings, long bits) {
        return switch (node) {
            case Node.Leaf leaf -> (bits & leaf.bit()) == 0 ? null : whicheverCame(leaf, rings);
            case Node.Any any -> {
                Oldest best = null;
                for (var part : any.parts()) {
                    best = later(best, of(part, rings, bits));
                }
                yield best;
            }
            case Node.All all -> {
                Oldest best = null;
                for (var with = 0; with < all.parts().length; with++) {
                    best = later(best, all(all, with, rings, bits));
                }
                yield best;
            }
        };
    }

    private static @Nullable Oldest all(Node.All all, int with, Ring[] rings, long bits) {
        var oldest = of(all.parts()[with], rings, bits);
        for (var i = 0; i < all.parts().length; i++) {
            if (oldest == null) {
                return null;
            }
            if (i != with) {
                var other = whicheverCame(all.parts()[i], rings);
                oldest = other == null || other.fact().compareTo(oldest.fact()) < 0 ? other : oldest;
            }
        }
        return oldest;
    }

    private static @Nullable Oldest whicheverCame(Node node, Ring[] rings) {
        return switch (node) {
            case Node.Leaf leaf -> {
                var ring = rings[leaf.ring()];
                yield ring.isFull() ? new Oldest(ring.fact(0), ring.before(0)) : null;
            }
            case Node.Any any -> {
                Oldest best = null;
                for (var part : any.parts()) {
                    best = later(best, whicheverCame(part, rings));
                }
                yield best;
            }
            case Node.All all -> {
                Oldest oldest = null;
                for (var part : all.parts()) {
                    var other = whicheverCame(part, rings);
                    if (other == null) {
                        yield null;
                    }
                    oldest = oldest == null || other.fact().compareTo(oldest.fact()) < 0 ? other : oldest;
                }
                yield oldest;
            }
        };
    }

    private static @Nullable Oldest later(@Nullable Oldest left, @Nullable Oldest right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.fact().compareTo(right.fact()) >= 0 ? left : right;
    }

    /** The latest signals of a condition, oldest first. */
    static Fact[] latest(Node node, Ring[] rings, int most) {
        if (node instanceof Node.Leaf leaf) {
            var ring = rings[leaf.ring()];
            var facts = new Fact[Math.min(most, ring.size())];
            for (var i = 0; i < facts.length; i++) {
                facts[i] = ring.fact(ring.size() - facts.length + i);
            }
            return facts;
        }
        var facts = new TreeSet<Fact>();
        collect(node, rings, facts);
        var all = facts.toArray(Fact[]::new);
        return all.length <= most ? all : Arrays.copyOfRange(all, all.length - most, all.length);
    }

    private static void collect(Node node, Ring[] rings, TreeSet<Fact> facts) {
        switch (node) {
            case Node.Leaf leaf -> {
                var ring = rings[leaf.ring()];
                for (var i = 0; i < ring.size(); i++) {
                    facts.add(ring.fact(i));
                }
            }
            case Node.All all -> {
                for (var part : all.parts()) {
                    collect(part, rings, facts);
                }
            }
            case Node.Any any -> {
                for (var part : any.parts()) {
                    collect(part, rings, facts);
                }
            }
        }
    }
}
