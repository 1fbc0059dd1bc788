package dev.tailback.lab.cli;

import dev.tailback.lab.audit.Audit;
import dev.tailback.lab.audit.AuditReport;
import dev.tailback.lab.audit.AuditRoute;
import dev.tailback.lab.audit.Sources;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.terminal.WrittenDuration;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        header = "Checks that no order was lost and nothing happened twice.",
        description =
                "Compares what catalog accepted with orders, stock, payments and Kafka; safe while the shop works. Ends"
                        + " with 0 if all agrees, 1 if something is wrong, 3 if it cannot be known.")
final class AuditCommand implements Callable<Integer> {
    private static final int VIOLATED = 1;
    private static final int NOT_AUDITED = 3;
    /** What the lab itself may take, so that its own sentence arrives. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Option(
            names = "--wait",
            paramLabel = "D",
            converter = Values.Span.class,
            description = "Waits until nothing is in flight, at most this long, such as 60s.")
    private @Nullable Duration patience;

    @ArgGroup(exclusive = false, heading = "For a shop that no lab on this machine has started:%n")
    private @Nullable Elsewhere elsewhere;

    static final class Elsewhere {
        @Option(names = "--catalog", required = true, paramLabel = "URL")
        private URI catalog = URI.create("");

        @Option(names = "--checkout", required = true, paramLabel = "URL")
        private URI checkout = URI.create("");

        @Option(names = "--inventory", required = true, paramLabel = "URL")
        private URI inventory = URI.create("");

        @Option(names = "--payments", required = true, paramLabel = "URL")
        private URI payments = URI.create("");

        @Option(names = "--kafka", required = true, paramLabel = "HOST:PORT")
        private String kafka = "";

        Sources sources() {
            return new Sources(catalog, checkout, inventory, payments, kafka);
        }
    }

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        try (Web web = new Web()) {
            AuditReport report = audit(web);
            if (json) {
                terminal.document(Json.pretty(report));
            } else {
                terminal.line(report.line());
                report.details().forEach(terminal::line);
            }
            return report.violated() ? VIOLATED : 0;
        } catch (Refusal | WebFailure | IOException unreadable) {
            throw new Refusal(NOT_AUDITED, "no audit: " + unreadable.getMessage());
        }
    }

    private AuditReport audit(Web web) throws IOException, InterruptedException {
        if (elsewhere != null) {
            return audit(elsewhere.sources(), web);
        }
        RunningLab lab = Labs.running(homeOption.home(), web);
        return homeOption.reachesKafka() ? audit(Sources.of(lab.ports()), web) : byTheLab(lab);
    }

    private AuditReport byTheLab(RunningLab lab) throws InterruptedException {
        String query = patience == null ? "" : "?wait=" + WrittenDuration.text(patience);
        Answer answer = lab.ask(AuditRoute.PATH + query, LONGEST.plus(patience == null ? Duration.ZERO : patience));
        if (!answer.isGood()) {
            throw new Refusal(answer.reason());
        }
        return answer.as(AuditReport.class);
    }

    private AuditReport audit(Sources sources, Web web) throws IOException, InterruptedException {
        return patience == null ? Audit.once(sources, web) : Audit.whenDrained(sources, web, patience);
    }
}
