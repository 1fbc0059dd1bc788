package dev.tailback.flowalerts.rules.tools;

import dev.tailback.flowalerts.rules.interchange.CoralogixAlerts;
import dev.tailback.flowalerts.rules.interchange.Imported;
import java.io.IOException;
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
        name = "import",
        description = "Makes rules from those of another product, and names what you must replace by hand (status 3"
                + " with --lint-fatal).")
final class ImportCommand implements Callable<Integer> {
    private enum From {
        coralogix
    }

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The flows, with the alerts that they refer to.")
    private List<Path> files = List.of();

    @Option(names = "--from", paramLabel = "WHOM", required = true, description = "${COMPLETION-CANDIDATES}.")
    private @Nullable From from;

    @Option(names = "--lint-fatal", description = "Ends with 3 if something must be replaced by hand.")
    private boolean lintFatal;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = Commands.line(spec);
        try {
            Imported imported = CoralogixAlerts.read(files);
            imported.byHand().forEach(line.getErr()::println);
            line.getErr().flush();
            line.getOut().print(imported.text());
            line.getOut().flush();
            if (imported.rules() == 0) {
                throw new Refusal("there is no flow alert in these files that could be carried over");
            }
            return lintFatal && !imported.byHand().isEmpty() ? Exit.LINT : Exit.GOOD;
        } catch (CoralogixAlerts.Unreadable unreadable) {
            throw new Refusal(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }
}
