package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.issues.Issue;
import dev.tailback.flowalerts.rules.issues.Place;
import java.util.List;

/**
 * What was read of a file: the rules that can be used, and all that is wrong.
 *
 * @param issuesLeftOut beyond those that are told
 */
public record RuleFile(String name, List<Written> rules, List<Issue> issues, int issuesLeftOut) {
    public RuleFile {
        rules = List.copyOf(rules);
        issues = List.copyOf(issues);
    }

    /** @param isOriginal whether it is written in the original format */
    public record Written(Rule rule, Place place, boolean isOriginal) {}

    public boolean hasErrors() {
        return issues.stream().anyMatch(Issue::isError);
    }
}
