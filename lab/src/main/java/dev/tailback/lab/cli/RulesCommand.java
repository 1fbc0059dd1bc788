package dev.tailback.lab.cli;

import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        Installation installation = Installation.ofThisProcess();
        Path jar = installation.jar(Part.FLOW_ALERTS).orElseThrow();
        List<String> argv = new ArrayList<>(List.of(
                installation.java().toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
        argv.add("rules");
        argv.addAll(words);
        ProcessBuilder flowAlerts = new ProcessBuilder(argv).inheritIO();
        flowAlerts
                .environment()
                .putIfAbsent(
                        "FLOW_ALERTS_RULES",
                        installation.root().resolve("flow-alerts/rules").toString());
        return flowAlerts.start().waitFor();
    }
}
