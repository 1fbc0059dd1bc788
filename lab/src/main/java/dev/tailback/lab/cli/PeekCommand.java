package dev.tailback.lab.cli;

import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.topics.Beginning;
import dev.tailback.lab.topics.Peek;
import dev.tailback.lab.topics.RecordJson;
import dev.tailback.lab.topics.RecordLines;
import dev.tailback.lab.topics.StoredRecord;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "peek",
        header = "Shows records of a topic: time, place, key, trace, headers and payload.",
        description = "In order of time over all partitions. Joins no group and commits nothing.")
final class PeekCommand implements Callable<Integer> {
    private static final int USUAL_COUNT = 10;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(index = "0", paramLabel = "TOPIC", description = "Such as carts; ./tailback topics shows all.")
    private String topic = "";

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            converter = Values.From.class,
            description = "earliest, latest, an offset, -N for the newest N, a time such as 2026-01-31T12:00:00Z, or"
                    + " how long ago, such as 10m (default: -10; with --key earliest).")
    private @Nullable Beginning from;

    @Option(names = "--key", paramLabel = "ORDER", description = "Only this key; reads its partition only.")
    private @Nullable String key;

    @Option(
            names = "--partition",
            paramLabel = "P",
            converter = Values.Partition.class,
            description = "Only this partition.")
    private @Nullable Integer partition;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = Values.Records.class,
            description = "At most this many (default: 10; with --key, -N or --follow as many as there are).")
    private @Nullable Integer count;

    @Option(
            names = {"-f", "--follow"},
            description = "Shows new records as they come, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--json", description = "One JSON object a line, nothing cut off.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Peek peek = peek();
        try (Web web = new Web()) {
            String kafka = Labs.running(homeOption.homeWithKafka(), web).ports().kafkaAddress();
            long shown = peek.show(kafka, record -> print(record, terminal), terminal::isGone);
            if (!json && !follow) {
                sayHowMany(shown, peek, terminal);
            }
            return 0;
        }
    }

    private Peek peek() {
        Beginning usual = key == null ? new Beginning.Newest(USUAL_COUNT) : new Beginning.Earliest();
        Beginning wanted = from == null ? usual : from;
        boolean isBoundless = key != null || follow || wanted instanceof Beginning.Newest;
        long most = count != null ? count : isBoundless ? Long.MAX_VALUE : USUAL_COUNT;
        return new Peek(topic, wanted, key, partition, most, follow);
    }

    private void print(StoredRecord record, Terminal terminal) {
        if (json) {
            terminal.document(Json.compact(RecordJson.of(record)));
        } else {
            RecordLines.of(record, terminal::bold).forEach(terminal::line);
        }
    }

    private static void sayHowMany(long shown, Peek peek, Terminal terminal) {
        if (shown == 0) {
            terminal.line("No such record; --from earliest looks at all that are kept.");
        } else if (shown == peek.most()) {
            terminal.line(shown + " shown; --count shows more, if there are more.");
        }
    }
}
