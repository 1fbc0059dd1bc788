package dev.tailback.flowalerts.rules.tools;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.testing.Coverage;
import dev.tailback.flowalerts.rules.testing.TestFile;
import dev.tailback.flowalerts.rules.testing.TestFileReader;
import dev.tailback.flowalerts.rules.testing.TestRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "test",
        description = "Runs tests of rules (files NAME.test.yaml), and says what of the rules no test covers.")
final class TestCommand implements Callable<Integer> {
    private static final int WHOLE = 100;

    @Parameters(
            paramLabel = "FILE",
            description = "Files of tests, or folders (default: FLOW_ALERTS_RULES, or the folder rules).")
    private List<Path> named = List.of();

    @Option(names = "--run", paramLabel = "TEXT", description = "Only tests that have this in their names.")
    private String wanted = "";

    @Option(
            names = "--min-coverage",
            paramLabel = "PERCENT",
            description = "Fails if tests cover less of the rules, from 0 to 100 (default: 0).")
    private int minCoverage;

    @Option(names = "--junit", paramLabel = "FILE", description = "Writes the results as JUnit XML.")
    private @Nullable Path junit;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (minCoverage < 0 || minCoverage > WHOLE) {
            throw new Refusal("--min-coverage is %d; allowed: 0 to 100".formatted(minCoverage));
        }
        PrintWriter out = Commands.line(spec).getOut();
        PrintWriter err = Commands.line(spec).getErr();
        boolean failed = false;
        Set<Rule> rules = new LinkedHashSet<>();
        List<TestRun> runs = new ArrayList<>();
        List<JunitXml.Suite> suites = new ArrayList<>();
        for (Path path : RulePaths.tests(named)) {
            TestFile file = TestFileReader.read(path);
            out.println("Testing " + file.name());
            failed |= reportIssues(file, err);
            rules.addAll(file.rules());
            List<TestRun> ofFile = run(file);
            runs.addAll(ofFile);
            failed |= report(ofFile, out);
            suites.add(suite(file, ofFile));
        }
        Coverage coverage = Coverage.of(List.copyOf(rules), runs);
        coverage.gaps().forEach(gap -> out.println("  " + gap));
        out.println("Coverage: %d %% of what stages, atoms and thresholds can show".formatted(coverage.percent()));
        out.flush();
        if (coverage.percent() < minCoverage) {
            err.println("the coverage is %d %%; allowed: %d %% or more".formatted(coverage.percent(), minCoverage));
            failed = true;
        }
        if (junit != null) {
            JunitXml.write(junit, suites);
        }
        return failed ? Exit.FAILED : Exit.GOOD;
    }

    private static boolean reportIssues(TestFile file, PrintWriter err) {
        file.issues().forEach(err::println);
        file.ruleFiles().forEach(rules -> rules.issues().forEach(err::println));
        err.flush();
        return file.hasErrors();
    }

    private List<TestRun> run(TestFile file) {
        return file.tests().stream()
                .filter(test -> test.name().contains(wanted))
                .map(TestRun::of)
                .toList();
    }

    private static boolean report(List<TestRun> runs, PrintWriter out) {
        List<TestRun> failed =
                runs.stream().filter(run -> !run.failures().isEmpty()).toList();
        for (TestRun run : failed) {
            out.println("  FAILED: " + run.test().name());
            run.failures().forEach(failure -> out.println(failure.indent(4).stripTrailing()));
        }
        out.println(
                failed.isEmpty()
                        ? "  SUCCESS: " + Commands.counted(runs.size(), "test")
                        : "  FAILED: %d of %s".formatted(failed.size(), Commands.counted(runs.size(), "test")));
        return !failed.isEmpty();
    }

    private static JunitXml.Suite suite(TestFile file, List<TestRun> runs) {
        List<JunitXml.Case> cases = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        file.issues().forEach(issue -> wrong.add(issue.toString()));
        file.ruleFiles().forEach(rules -> rules.issues().forEach(issue -> wrong.add(issue.toString())));
        if (file.hasErrors()) {
            cases.add(new JunitXml.Case("the files can be read", Duration.ZERO, wrong, List.of()));
        }
        runs.forEach(run -> cases.add(new JunitXml.Case(run.test().name(), run.took(), run.failures(), List.of())));
        return new JunitXml.Suite(file.name(), cases);
    }
}
