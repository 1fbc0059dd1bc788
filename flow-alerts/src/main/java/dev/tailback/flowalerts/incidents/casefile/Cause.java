package dev.tailback.flowalerts.incidents.casefile;

import java.util.List;

/**
 * What may be behind an incident.
 *
 * @param id from the table of docs/incidents.md
 * @param says in a sentence, with what it is about
 * @param weight of what speaks for it less what speaks against it; probable above 0
 * @param facts those that hold, the heaviest first
 */
public record Cause(String id, String says, int weight, List<Fact> facts) {
    public Cause {
        facts = List.copyOf(facts);
    }

    /** @param weight above 0: speaks for it; below: against */
    public record Fact(int weight, String says) {}
}
