package dev.tailback.flowalerts.rules.tools;

import dev.tailback.flowalerts.rules.language.RuleFile;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "lint",
        description = "Says what is wrong with rules: file, line, column, code, and what to write instead.")
final class LintCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "Files or folders (default: FLOW_ALERTS_RULES, or the folder rules).")
    private List<Path> named = List.of();

    @Option(names = "--lint-fatal", description = "Ends with 3 if there are warnings.")
    private boolean lintFatal;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = Commands.line(spec);
        boolean errors = false;
        boolean warnings = false;
        for (RuleFile file : RuleFiles.read(RulePaths.rules(named))) {
            report(file, line.getOut(), line.getErr());
            errors |= file.hasErrors();
            warnings |= !file.issues().isEmpty();
        }
        return errors ? Exit.FAILED : warnings && lintFatal ? Exit.LINT : Exit.GOOD;
    }

    private static void report(RuleFile file, PrintWriter out, PrintWriter err) {
        out.println("Checking " + file.name());
        out.flush();
        file.issues().forEach(err::println);
        if (file.issuesLeftOut() > 0) {
            err.println(file.name() + ": and " + file.issuesLeftOut() + " more");
        }
        err.flush();
        for (RuleFile.Written written : file.rules()) {
            out.println("  " + written.rule().name() + ": " + Firing.of(written.rule()));
        }
        out.println("  %s: %s".formatted(file.hasErrors() ? "FAILED" : "SUCCESS", found(file)));
        out.println();
    }

    private static String found(RuleFile file) {
        String rules = Commands.counted(file.rules().size(), "rule") + " found";
        return file.issues().isEmpty()
                ? rules
                : rules + ", " + Commands.counted(file.issues().size(), "issue");
    }
}
