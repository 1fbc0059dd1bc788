package dev.tailback.lab.cli;

import dev.tailback.lab.lag.Lag;
import dev.tailback.lab.lag.LagFigures;
import dev.tailback.lab.lag.LagFigures.Group;
import dev.tailback.lab.lag.LagLines;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lag",
        header = "Shows how far consumers are behind, in records and seconds, the worst first.",
        description =
                "Behind is the age of the oldest unread record; drained is when nothing will be unread, at these rates.")
final class LagCommand implements Callable<Integer> {
    private static final Duration LATELY = Duration.ofMinutes(1);
    private static final long EVERY_SECONDS = 1;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(arity = "0..1", paramLabel = "GROUP", description = "Shows the partitions of this group.")
    private @Nullable String group;

    @ArgGroup
    private final How how = new How();

    /** Only one of them. */
    private static final class How {
        @Option(names = "--watch", description = "Every second, until Ctrl-C.")
        private boolean watch;

        @Option(names = "--once", description = "Once, which is the default.")
        private boolean once;

        @Option(names = "--json", description = "As JSON, for programs.")
        private boolean json;
    }

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        try (Web web = new Web()) {
            Lag lag = new Lag(web, Labs.running(homeOption.home(), web).ports());
            if (how.json) {
                terminal.document(Json.pretty(lag.document()));
                return 0;
            }
            if (!how.watch) {
                lines(lag, terminal.columns()).forEach(terminal::line);
                return 0;
            }
            while (!terminal.isGone()) {
                terminal.page(lines(lag, terminal.columns()));
                TimeUnit.SECONDS.sleep(EVERY_SECONDS);
            }
            return 0;
        }
    }

    private List<String> lines(Lag lag, int columns) throws InterruptedException {
        LagFigures figures = lag.now();
        return group == null || !figures.known()
                ? LagLines.groups(figures, lag.lately(LATELY), columns)
                : LagLines.partitions(wanted(figures, group));
    }

    private static Group wanted(LagFigures figures, String name) {
        return figures.groups().stream()
                .filter(each -> each.group().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal("GROUP is '" + name + "'; allowed: "
                        + figures.groups().stream().map(Group::group).collect(Collectors.joining(", "))));
    }
}
