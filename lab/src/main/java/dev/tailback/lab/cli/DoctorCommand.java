package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.doctor.Check;
import dev.tailback.lab.doctor.Doctor;
import dev.tailback.lab.drill.running.RemoteDrill;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        header = "Looks for what is near its limit: connections, pools, WAL, sizes, statements.",
        description = "A line for each: ok, warn or bad, the number, and what to do. Ends with 1 if anything is bad.")
final class DoctorCommand implements Callable<Integer> {
    private static final int BAD = 1;
    private static final int INDENT = 6;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Home home = homeOption.home();
        try (Web web = new Web()) {
            RunningLab lab = Labs.running(home, web);
            List<Check> checks = new Doctor(home, lab.ports(), web).checks();
            if (lab.elsewhere().isEmpty() && new RemoteDrill(lab).hides()) {
                checks = checks.stream().map(Check::withoutAdvice).toList();
            }
            if (json) {
                terminal.document(Json.pretty(Map.of("checks", checks)));
            } else {
                checks.forEach(check -> print(check, terminal));
            }
            return checks.stream().anyMatch(Check::isBad) ? BAD : 0;
        }
    }

    private static void print(Check check, Terminal terminal) {
        String word = "%-4s".formatted(check.verdict().word());
        String coloured = switch (check.verdict()) {
            case OK -> terminal.green(word);
            case WARN -> terminal.yellow(word);
            case BAD -> terminal.red(word);
        };
        terminal.text(coloured + "  " + check.name() + ": " + check.found(), INDENT);
        if (!check.advice().isEmpty()) {
            terminal.text(" ".repeat(INDENT) + check.advice(), INDENT);
        }
    }
}
