package dev.tailback.flowalerts.rules.issues;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong. Reading goes on after a mistake, so that all of them are told at once, up to a bound. */
public final class Issues {
    /** Nobody reads more; a file of noise must not become a list of a million sentences. */
    static final int MOST = 100;

    private final List<Issue> found = new ArrayList<>();
    private final Set<Issue> seen = new HashSet<>();
    private int errors;
    private int leftOut;

    public void add(Code code, Place place, String sentence, String fix) {
        Issue issue = new Issue(code, place, sentence, fix);
        // An alias brings the same mistake at the same place again.
        if (seen.contains(issue)) {
            return;
        }
        if (issue.isError()) {
            errors++;
        }
        if (found.size() < MOST) {
            found.add(issue);
            seen.add(issue);
        } else {
            leftOut++;
        }
    }

    /** How many there were of those that make a rule unusable; to be compared before and after something was read. */
    public int errors() {
        return errors;
    }

    public int leftOut() {
        return leftOut;
    }

    public List<Issue> inOrder() {
        return found.stream().sorted(Issue.IN_ORDER).toList();
    }
}
