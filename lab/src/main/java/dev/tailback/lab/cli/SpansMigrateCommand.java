package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.processes.ProcessState;
import dev.tailback.lab.servers.SpanDatabase;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Web;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "migrate",
        header = "Migrates the schema of the spans up or down to a version; 0 removes it.",
        description =
                "Of the running lab, with its flow-alerts stopped; or of the database that SPANS_DB_URL names, with"
                        + " SPANS_DB_ADMIN_PASSWORD.")
final class SpansMigrateCommand implements Callable<Integer> {
    private static final String URL = "SPANS_DB_URL";

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(
            index = "0",
            paramLabel = "N",
            description = "The version: the number of the last migration that is kept.")
    private int step;

    @Override
    public Integer call() throws Exception {
        List<String> words = List.of("migrate", Integer.toString(step));
        return FlowAlertsTool.run(words, System.getenv(URL) == null ? ofLab(homeOption.home()) : Map.of());
    }

    private static Map<String, String> ofLab(Home home) throws Exception {
        try (Web web = new Web()) {
            RunningLab lab = Labs.running(home, web);
            if (lab.status(false).processes().stream()
                    .anyMatch(process -> process.name().equals(Part.FLOW_ALERTS.id())
                            && !process.is(ProcessState.DEAD)
                            && !process.is(ProcessState.STOPPED))) {
                throw new Refusal("flow-alerts runs and would make its schema anew;"
                        + " ./tailback fault kill part=flow-alerts ends it, ./tailback clear starts it again");
            }
            return Map.of(
                    URL,
                    "jdbc:postgresql://" + lab.ports().postgresAddress() + "/" + SpanDatabase.NAME,
                    "SPANS_DB_ADMIN_PASSWORD",
                    Secrets.of(home).ofRole(SpanDatabase.ADMIN));
        }
    }
}
