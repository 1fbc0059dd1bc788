package dev.tailback.lab.cli;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.spans.KeptSpans;
import dev.tailback.lab.spans.OtlpFile;
import dev.tailback.lab.spans.ReportLines;
import dev.tailback.lab.spans.SpanFilter;
import dev.tailback.lab.spans.SpanLines;
import dev.tailback.lab.spans.StoreReport;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.traces.Span;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "spans",
        header = "Finds kept spans by order, trace, service, operation, status, duration and attributes.",
        description = "Without --order, --trace and --last it looks at the last hour.",
        subcommands = {SpansCommand.Report.class, SpansCommand.Import.class, SpansMigrateCommand.class})
final class SpansCommand implements Callable<Integer> {
    private static final int SHOWN = 100;
    private static final int EXPORTED = 1_000_000;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(names = "--order", paramLabel = "ID", description = "Only spans of this order.")
    private @Nullable String order;

    @Option(names = "--trace", paramLabel = "ID", description = "Only spans of this trace.")
    private @Nullable String trace;

    @Option(names = "--service", paramLabel = "S", description = "Only spans of this service, such as checkout.")
    private @Nullable String service;

    @Option(names = "--operation", paramLabel = "O", description = "Only spans of this name, such as 'process carts'.")
    private @Nullable String operation;

    @Option(names = "--status", paramLabel = "S", description = "completed, failed or timeout.")
    private @Nullable String status;

    @Option(
            names = "--min-duration",
            paramLabel = "D",
            converter = Values.Span.class,
            description = "Only spans that took at least this long, such as 200ms.")
    private @Nullable Duration minDuration;

    @Option(names = "--attr", paramLabel = "K=V", description = "Only with this attribute; may be given again.")
    private Map<String, String> attributes = new LinkedHashMap<>();

    @Option(
            names = "--last",
            paramLabel = "D",
            converter = Values.Age.class,
            description = "Only spans that started within this time, such as 10m or 7d.")
    private @Nullable Duration last;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Values.Records.class,
            description = "At most this many, the latest (default: " + SHOWN + "; all for --otlp).")
    private @Nullable Integer limit;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Option(names = "--otlp", paramLabel = "FILE", description = "Writes them as OTLP in JSON lines to a new file.")
    private @Nullable Path otlp;

    @Override
    public Integer call() throws Exception {
        SpanFilter filter = new SpanFilter(order, trace, service, operation, status, minDuration, attributes, last);
        return at(homeOption.home(), (web, ports, terminal) -> {
            KeptSpans kept = new KeptSpans(web, ports);
            if (otlp != null) {
                int written = new OtlpFile(otlp).write(kept, filter, limit == null ? EXPORTED : limit);
                terminal.line(written + " spans written to " + otlp);
            } else {
                show(kept.find(filter, limit == null ? SHOWN : limit), terminal);
            }
        });
    }

    private void show(List<Span> found, Terminal terminal) {
        if (json) {
            terminal.document(Json.pretty(Map.of("spans", found)));
        } else if (found.isEmpty()) {
            terminal.line("No such spans.");
        } else {
            SpanLines.of(found, terminal.isInteractive() ? terminal.columns() : Integer.MAX_VALUE)
                    .forEach(terminal::line);
        }
    }

    private interface Work {
        void with(Web web, Ports ports, Terminal terminal) throws IOException, InterruptedException;
    }

    private static int at(Home home, Work work) throws IOException, InterruptedException {
        try (Web web = new Web()) {
            work.with(web, Labs.running(home, web).ports(), Terminal.ofThisProcess());
            return 0;
        }
    }

    @Command(
            name = "report",
            description = "Sizes, growth, dead rows, unused indexes and slow statements of the table.")
    static final class Report implements Callable<Integer> {
        @Mixin
        private final HomeOption homeOption = new HomeOption();

        @Option(names = "--json", description = "For programs.")
        private boolean json;

        @Override
        public Integer call() throws Exception {
            return at(homeOption.home(), (web, ports, terminal) -> {
                StoreReport report = new KeptSpans(web, ports).report();
                if (json) {
                    terminal.document(Json.pretty(report));
                } else {
                    ReportLines.of(report).forEach(terminal::line);
                }
            });
        }
    }

    @Command(name = "import", description = "Sends the spans of a file that --otlp or a Collector wrote.")
    static final class Import implements Callable<Integer> {
        @Mixin
        private final HomeOption homeOption = new HomeOption();

        @Parameters(index = "0", paramLabel = "FILE", description = "OTLP in JSON lines.")
        private Path file = Path.of("");

        @Override
        public Integer call() throws Exception {
            return at(homeOption.home(), (web, ports, terminal) -> {
                OtlpFile.Sent sent = new OtlpFile(file).send(web, ports);
                terminal.line(sent.spans() + " spans sent"
                        + (sent.rejected() == 0 ? "" : ", " + sent.rejected() + " of them rejected"));
            });
        }
    }
}
