package dev.tailback.lab.cli;

import dev.tailback.lab.home.Ports;
import dev.tailback.lab.lag.Lag;
import dev.tailback.lab.lag.LagFigures;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.topics.Broker;
import dev.tailback.lab.topics.TopicLines;
import dev.tailback.lab.topics.TopicView;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "topics",
        header = "Shows the topics: how much is in them, who reads them and how far behind.",
        description = "Counts the records that Kafka keeps. Lag counts those after the last commit;"
                + " ? means that flow-alerts does not know it.")
final class TopicsCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        try (Web web = new Web()) {
            List<TopicView> topics =
                    topics(web, Labs.running(homeOption.homeWithKafka(), web).ports());
            if (json) {
                terminal.document(Json.pretty(topics));
            } else {
                TopicLines.of(topics).forEach(terminal::line);
            }
            return 0;
        }
    }

    private static List<TopicView> topics(Web web, Ports ports) throws InterruptedException {
        try (Broker broker = new Broker(ports.kafkaAddress())) {
            return TopicView.all(broker, lag(web, ports));
        }
    }

    /** The topics are worth a look without those who read them, too. */
    private static @Nullable LagFigures lag(Web web, Ports ports) throws InterruptedException {
        try {
            LagFigures lag = new Lag(web, ports).now();
            return lag.known() ? lag : null;
        } catch (WebFailure flowAlertsIsAway) {
            return null;
        }
    }
}
