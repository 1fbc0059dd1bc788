package dev.tailback.flowalerts.rules.testing;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.issues.Issue;
import dev.tailback.flowalerts.rules.language.RuleFile;
import java.util.List;

/** @param ruleFiles whose rules are tested */
public record TestFile(String name, List<RuleFile> ruleFiles, List<RuleTest> tests, List<Issue> issues) {
    public TestFile {
        ruleFiles = List.copyOf(ruleFiles);
        tests = List.copyOf(tests);
        issues = List.copyOf(issues);
    }

    public List<Rule> rules() {
        return ruleFiles.stream()
                .flatMap(file -> file.rules().stream())
                .map(RuleFile.Written::rule)
                .toList();
    }

    public boolean hasErrors() {
        return issues.stream().anyMatch(Issue::isError) || ruleFiles.stream().anyMatch(RuleFile::hasErrors);
    }
}
