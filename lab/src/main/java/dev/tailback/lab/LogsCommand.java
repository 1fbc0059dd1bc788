package dev.tailback.lab;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.logs.FollowedLog;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows the logs of one process, or of all.")
final class LogsCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int LINES_OF_ONE = 50;
    private static final int LINES_OF_EACH = 10;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "PROCESS", description = "Whose log (default: everyone's).")
    private @Nullable String process;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with what is written, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            converter = Values.LogLines.class,
            description = "The last lines (default: 50 of one, 10 of each of all).")
    private @Nullable Integer lines;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Home home = homeOption.home();
        List<String> names = names();
        int count = lines != null ? lines : names.size() == 1 ? LINES_OF_ONE : LINES_OF_EACH;
        List<FollowedLog> logs = new ArrayList<>();
        for (String name : names) {
            logs.add(new FollowedLog(home.log(name), names.size() == 1 ? "" : "%-12s ".formatted(name)));
        }
        if (!follow && names.size() == 1 && !Files.exists(home.log(names.getFirst()))) {
            throw new Refusal(
                    names.getFirst() + " has written no log yet: " + home.log(names.getFirst()) + " does not exist");
        }
        show(logs, count, terminal);
        return 0;
    }

    private void show(List<FollowedLog> logs, int count, Terminal terminal) throws IOException, InterruptedException {
        for (FollowedLog log : logs) {
            log.last(count).forEach(terminal::line);
        }
        while (follow) {
            for (FollowedLog log : logs) {
                log.news().forEach(terminal::line);
            }
            Patience.pause(BETWEEN_LOOKS);
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
