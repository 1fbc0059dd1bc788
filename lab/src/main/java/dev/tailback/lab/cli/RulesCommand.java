package dev.tailback.lab.cli;

import dev.tailback.lab.home.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands over to flow-alerts' own commands, which people use without the shop. */
@Command(
        name = "rules",
        description = "Checks, shows, tests and explains flow-alert rules: lint, show, test, backtest, explain.",
        footer = {"", "`tailback rules COMMAND --help` says more about a command."})
final class RulesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Such as lint, with what belongs to it.")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        List<String> argv = new ArrayList<>(List.of("rules"));
        argv.addAll(words);
        return FlowAlertsTool.run(
                argv,
                Map.of(
                        "FLOW_ALERTS_RULES",
                        Installation.ofThisProcess()
                                .root()
                                .resolve("flow-alerts/rules")
                                .toString()));
    }
}
