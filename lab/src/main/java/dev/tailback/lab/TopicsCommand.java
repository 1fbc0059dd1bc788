package dev.tailback.lab;

import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.topics.Broker;
import dev.tailback.lab.topics.TopicLines;
import dev.tailback.lab.topics.TopicView;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "topics",
        header = "Shows the topics: how much is in them, who reads them and how far behind.",
        description = "Records are counted from the first that is kept to the last, lag from the last commit.")
final class TopicsCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        try (Web web = new Web();
                Broker broker =
                        new Broker(Labs.running(homeOption.home(), web).ports().kafkaAddress())) {
            List<TopicView> topics = TopicView.all(broker);
            if (json) {
                terminal.document(Json.pretty(topics));
            } else {
                TopicLines.of(topics).forEach(terminal::line);
            }
            return 0;
        }
    }
}
