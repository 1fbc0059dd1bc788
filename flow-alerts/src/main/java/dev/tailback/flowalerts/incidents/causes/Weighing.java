package dev.tailback.flowalerts.incidents.causes;

import dev.tailback.flowalerts.incidents.casefile.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Collects what speaks for a cause and against it. */
final class Weighing {
    private final String id;
    private final String says;
    private final List<Cause.Fact> facts = new ArrayList<>();

    Weighing(String id, String says) {
        this.id = id;
        this.says = says;
    }

    /** Adds a fact if it holds; its text is only made then. */
    Weighing fact(int weight, boolean holds, String text, Object... values) {
        if (holds) {
            facts.add(new Cause.Fact(weight, String.format(Locale.ROOT, text, values)));
        }
        return this;
    }

    boolean hasFor() {
        return facts.stream().anyMatch(fact -> fact.weight() > 0);
    }

    Cause cause() {
        facts.sort(Comparator.comparingInt((Cause.Fact fact) -> -Math.abs(fact.weight())));
        return new Cause(id, says, facts.stream().mapToInt(Cause.Fact::weight).sum(), facts);
    }
}
