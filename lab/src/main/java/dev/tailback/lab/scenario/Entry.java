package dev.tailback.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value in a YAML file, which knows what it is called and where it stands. */
public final class Entry {
    private final String file;
    private final String name;
    private final Node node;

    Entry(String file, String name, Node node) {
        this.file = file;
        this.name = name;
        this.node = node;
    }

    public Place place() {
        Mark mark = node.getStartMark()
                .orElseThrow(() -> new IllegalStateException(name + " of " + file + " was read without its place"));
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw place().refusal(name + " is not allowed: one value");
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    /** What the text means, by something that throws an {@link IllegalArgumentException} for what has no meaning. */
    public <T> T read(Function<String, T> reading) {
        String text = text();
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException meaningless) {
            throw place().refusal(name + ": " + meaningless.getMessage());
        }
    }

    double number(double least, double most) {
        String allowed = "'%s' is not allowed: a number from %s to %s".formatted(text(), plain(least), plain(most));
        return read(text -> {
            // Java would take 1e3, 0x1p3 and NaN as well.
            if (!text.matches("\\d{1,9}(\\.\\d{1,6})?")) {
                throw new IllegalArgumentException(allowed);
            }
            double number = Double.parseDouble(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException(allowed);
            }
            return number;
        });
    }

    int whole(int least, int most) {
        double number = number(least, most);
        if (number != Math.rint(number)) {
            throw place().refusal("%s: '%s' is not allowed: a whole number from %d to %d"
                    .formatted(name, text(), least, most));
        }
        return (int) number;
    }

    boolean flag() {
        return read(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is not allowed: true or false");
        });
    }

    public List<Entry> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw place().refusal(name + " is not allowed: a list");
        }
        List<Entry> entries = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            entries.add(new Entry(file, name, element));
        }
        return entries;
    }

    /** One text, or some of them with commas between. */
    String texts() {
        return node instanceof SequenceNode
                ? String.join(",", list().stream().map(Entry::text).toList())
                : text();
    }

    /** @param keys those that there may be; none: any */
    public Fields fields(String... keys) {
        if (!(node instanceof MappingNode mapping)) {
            throw place().refusal(name + " is not allowed: keys with values"
                    + (keys.length == 0 ? "" : ", of " + String.join(", ", keys)));
        }
        return Fields.of(file, name, place(), mapping, List.of(keys));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
