package dev.tailback.flowalerts.rules.tools;

import dev.tailback.flowalerts.rules.language.RuleFile;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import dev.tailback.flowalerts.rules.language.RuleText;
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

@Command(name = "show", description = "Writes rules in the full format, with all defaults filled in.")
final class ShowCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "Files or folders (default: FLOW_ALERTS_RULES, or the folder rules).")
    private List<Path> named = List.of();

    @Option(names = "--rule", paramLabel = "NAME", description = "Only this one.")
    private @Nullable String wanted;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = Commands.line(spec);
        PrintWriter out = line.getOut();
        boolean errors = false;
        int shown = 0;
        for (RuleFile file : RuleFiles.read(RulePaths.rules(named))) {
            file.issues().forEach(line.getErr()::println);
            errors |= file.hasErrors();
            for (RuleFile.Written written : file.rules()) {
                if (wanted == null || wanted.equals(written.rule().name())) {
                    out.println("---");
                    out.println(
                            "# " + written.place() + (written.isOriginal() ? ", written in the original format" : ""));
                    out.print(RuleText.of(written.rule()));
                    shown++;
                }
            }
        }
        if (wanted != null && shown == 0) {
            throw new Refusal("there is no rule '" + wanted + "' in these files");
        }
        out.flush();
        return errors ? Exit.FAILED : Exit.GOOD;
    }
}
