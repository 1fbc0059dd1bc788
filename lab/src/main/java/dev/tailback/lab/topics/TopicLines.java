package dev.tailback.lab.topics;

import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Topics for people. */
public final class TopicLines {
    private TopicLines() {}

    public static List<String> of(List<TopicView> topics) {
        if (topics.isEmpty()) {
            return List.of("No topics.");
        }
        Table table = new Table("topic", "partitions", "records", "size", "", "read by (lag)");
        for (TopicView topic : topics) {
            table.row(
                    topic.name(),
                    String.valueOf(topic.partitions()),
                    String.valueOf(topic.records()),
                    topic.bytes() == null ? "" : Amounts.bytes(topic.bytes()),
                    topic.deadLetters() ? "dead letters" : "",
                    readers(topic.readers()));
        }
        return table.lines();
    }

    private static String readers(@Nullable List<Reader> readers) {
        if (readers == null) {
            return "?";
        }
        return readers.isEmpty()
                ? "nobody"
                : readers.stream().map(TopicLines::reader).collect(Collectors.joining(", "));
    }

    private static String reader(Reader reader) {
        String lag = reader.group() + " (" + reader.lag() + ")";
        int without = reader.partitionsWithoutCommit();
        return without == 0 ? lag : lag + ", nothing committed in " + without + " of its partitions that hold records";
    }
}
