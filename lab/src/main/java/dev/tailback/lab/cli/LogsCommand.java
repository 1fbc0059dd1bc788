package dev.tailback.lab.cli;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.logs.FollowedLog;
import dev.tailback.lab.logs.LogFiles;
import dev.tailback.lab.logs.WrittenLine;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows the logs of one process, of all, or of one order.")
final class LogsCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int LINES_OF_ONE = 50;
    private static final int LINES_OF_EACH = 10;
    private static final int INDENT = 4;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "PROCESS", description = "Whose log (default: everyone's).")
    private @Nullable String process;

    @Option(
            names = {"-f", "--follow"},
            description = "Follows the log until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            converter = Values.LogLines.class,
            description = "The last lines (default: 50 of one, 10 of each of all).")
    private @Nullable Integer lines;

    @Option(names = "--json", description = "Lines as they were written.")
    private boolean json;

    @ArgGroup(exclusive = true)
    private @Nullable Subject subject;

    /** What lines are about, whoever wrote them. */
    private static final class Subject {
        @Option(
                names = "--trace",
                paramLabel = "ID",
                converter = Values.TraceId.class,
                description = "All lines of that trace and of those linked to it, by time.")
        private @Nullable String trace;

        @Option(
                names = "--order",
                paramLabel = "ID",
                converter = Values.OrderId.class,
                description = "All lines of that order's trace and of those linked to it, by time.")
        private @Nullable UUID order;
    }

    private record Shown(FollowedLog log, String prefix) {}

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Home home = homeOption.own();
        if (subject != null) {
            showTraced(subject, home, terminal);
            return 0;
        }
        List<String> names = names();
        int count = lines != null ? lines : names.size() == 1 ? LINES_OF_ONE : LINES_OF_EACH;
        List<Shown> logs = new ArrayList<>();
        for (String name : names) {
            logs.add(new Shown(new FollowedLog(home.log(name)), names.size() == 1 ? "" : prefix(name)));
        }
        if (!follow && names.size() == 1 && !Files.exists(home.log(names.getFirst()))) {
            throw new Refusal(
                    names.getFirst() + " has written no log yet: " + home.log(names.getFirst()) + " does not exist");
        }
        show(logs, count, terminal);
        return 0;
    }

    private static String prefix(String process) {
        return "%-12s ".formatted(process);
    }

    private void show(List<Shown> logs, int count, Terminal terminal) throws IOException, InterruptedException {
        for (Shown each : logs) {
            show(each.log().last(count), each.prefix(), terminal);
        }
        while (follow) {
            for (Shown each : logs) {
                show(each.log().news(), each.prefix(), terminal);
            }
            Patience.pause(BETWEEN_LOOKS);
        }
    }

    private void show(List<String> lines, String prefix, Terminal terminal) {
        for (String line : lines) {
            if (json) {
                terminal.document(prefix + line);
            } else {
                WrittenLine.readable(line).forEach(part -> show(prefix, part, terminal));
            }
        }
    }

    private static void show(String prefix, String part, Terminal terminal) {
        terminal.text(prefix + part, prefix.length() + INDENT);
    }

    private void showTraced(Subject about, Home home, Terminal terminal) throws IOException, InterruptedException {
        if (follow || process != null || lines != null) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    "--trace and --order show all lines of all processes; PROCESS, --follow and --lines do not go with them");
        }
        boolean byOrder = about.order != null;
        TracedLines found = byOrder
                ? TracedLines.ofOrder(Objects.requireNonNull(about.order), home)
                : TracedLines.ofTrace(Objects.requireNonNull(about.trace), home);
        if (found.lines().isEmpty()) {
            throw new Refusal("no line in " + home.logs() + " is of "
                    + (byOrder ? "order " + about.order : "trace " + about.trace)
                    + ": it is unknown, or its lines were left out under load");
        }
        for (LogFiles.Found line : found.lines()) {
            if (json) {
                terminal.document(line.line().text());
            } else {
                line.line().inFull().forEach(part -> show(prefix(line.process()), part, terminal));
            }
        }
        if (!found.withLinked() && !json) {
            terminal.line(terminal.yellow("flow-alerts was not there to say which traces are linked to this one."));
        }
    }

    private List<String> names() {
        List<String> all = new ArrayList<>(Part.names());
        all.addFirst(Part.LAB);
        if (process == null) {
            return all;
        }
        if (!all.contains(process)) {
            throw new Refusal(
                    Refusal.WRONG_USE, "no process is named " + process + "; there are " + String.join(", ", all));
        }
        return List.of(process);
    }
}
