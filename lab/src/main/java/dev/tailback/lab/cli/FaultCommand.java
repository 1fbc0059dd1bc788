package dev.tailback.lab.cli;

import dev.tailback.lab.faults.FaultLines;
import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "fault",
        header = "Breaks the running shop by a real cause, and shows the effect.",
        description = "`tailback faults` lists the names and their parameters. Every fault takes for=5m besides:"
                + " it is cleared then. All faults are undone when the lab ends, however it does.",
        subcommands = ClearCommand.class)
final class FaultCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Its name, such as missing-index.")
    private @Nullable String name;

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "Its parameters, such as stage=catalog max=20.")
    private List<String> parameters = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        if (name == null) {
            if (spec != null) {
                spec.commandLine().usage(spec.commandLine().getOut());
            }
            return Refusal.WRONG_USE;
        }
        Terminal terminal = Terminal.ofThisProcess();
        try (Web web = new Web()) {
            RemoteFaults faults = new RemoteFaults(Labs.running(homeOption.home(), web));
            FaultLines.set(faults.set(name, pairs(parameters))).forEach(terminal::line);
        }
        return 0;
    }

    private static Map<String, String> pairs(List<String> texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new Refusal(Refusal.WRONG_USE, "'" + text + "' is not allowed: KEY=VALUE, such as stage=catalog");
            }
            if (pairs.put(text.substring(0, equals), text.substring(equals + 1)) != null) {
                throw new Refusal(Refusal.WRONG_USE, "'" + text + "' is not allowed: a parameter may be given once");
            }
        }
        return pairs;
    }
}
