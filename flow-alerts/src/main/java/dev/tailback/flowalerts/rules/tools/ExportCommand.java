package dev.tailback.flowalerts.rules.tools;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.interchange.Exported;
import dev.tailback.flowalerts.rules.interchange.PrometheusRules;
import dev.tailback.flowalerts.rules.language.RuleFile;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
        name = "export",
        description =
                "Writes rules in another language, and names what it cannot express (status 3 with --lint-fatal).")
final class ExportCommand implements Callable<Integer> {
    private enum To {
        prometheus
    }

    @Parameters(
            paramLabel = "FILE",
            description = "Files or folders (default: FLOW_ALERTS_RULES, or the folder rules).")
    private List<Path> named = List.of();

    @Option(names = "--to", paramLabel = "WHOM", required = true, description = "${COMPLETION-CANDIDATES}.")
    private @Nullable To to;

    @Option(names = "--lint-fatal", description = "Ends with 3 if something cannot be expressed.")
    private boolean lintFatal;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = Commands.line(spec);
        List<Rule> rules = new ArrayList<>();
        boolean errors = false;
        for (RuleFile file : RuleFiles.read(RulePaths.rules(named))) {
            file.issues().forEach(line.getErr()::println);
            errors |= file.hasErrors();
            file.rules().stream().map(RuleFile.Written::rule).forEach(rules::add);
        }
        Exported exported = PrometheusRules.of(rules);
        exported.leftOut().forEach(line.getErr()::println);
        line.getErr().flush();
        line.getOut().print(exported.text());
        line.getOut().flush();
        return errors ? Exit.FAILED : lintFatal && !exported.leftOut().isEmpty() ? Exit.LINT : Exit.GOOD;
    }
}
