package dev.tailback.lab.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A YAML file as entries that know their places. */
public final class YamlFile {
    /** The largest that comes with the lab has 4 kB. */
    private static final int MOST_BYTES = 64 << 10;
    /** What reads these files goes down into them by recursion; ours are five deep. */
    private static final int DEEPEST = 32;

    private static final int MOST_VALUES = 10_000;

    private YamlFile() {}

    /** The source of somebody's file. */
    public static String source(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] read = bytes.readNBytes(MOST_BYTES + 1);
            if (read.length > MOST_BYTES) {
                throw new Refusal(
                        Refusal.WRONG_USE,
                        "%s is too large: it has %d bytes, and %d are allowed"
                                .formatted(file, Files.size(file), MOST_BYTES));
            }
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(read)).toString();
        } catch (CharacterCodingException otherwiseEncoded) {
            throw new Refusal(Refusal.WRONG_USE, file + " is not UTF-8: it is written in another encoding");
        }
    }

    /**
     * Refuses what is not YAML, with its place.
     *
     * @param file as it is named in what is refused
     * @param what the whole of it is, such as {@code a scenario}
     */
    public static Entry read(String file, String what, String source) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        try {
            demandBounded(file, new Parse(settings).parseString(source));
            Optional<Node> root = new Compose(settings).composeString(source);
            return new Entry(
                    file,
                    what,
                    root.orElseThrow(() -> new Refusal(Refusal.WRONG_USE, file + " is empty: it is to be " + what)));
        } catch (MarkedYamlEngineException unreadable) {
            Mark mark =
                    unreadable.getProblemMark().or(unreadable::getContextMark).orElseThrow(() -> unreadable);
            throw new Place(file, mark.getLine() + 1, mark.getColumn() + 1)
                    .refusal("this is not YAML: " + unreadable.getProblem());
        } catch (YamlEngineException unreadable) {
            throw new Refusal(Refusal.WRONG_USE, file + " is not YAML: " + unreadable.getMessage());
        }
    }

    private static void demandBounded(String file, Iterable<Event> events) {
        int depth = 0;
        int values = 0;
        for (Event event : events) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> {
                    depth++;
                    values++;
                }
                case MappingEnd, SequenceEnd -> depth--;
                case Scalar, Alias -> values++;
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {
                    // Holds no value.
                }
            }
            if (depth > DEEPEST) {
                throw place(file, event).refusal("this stands deeper than " + DEEPEST + " levels, the most allowed");
            }
            if (values > MOST_VALUES) {
                throw place(file, event)
                        .refusal("there are more than " + MOST_VALUES + " keys and values, the most allowed");
            }
        }
    }

    private static Place place(String file, Event event) {
        Mark mark =
                event.getStartMark().orElseThrow(() -> new IllegalStateException(file + " was read without places"));
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
