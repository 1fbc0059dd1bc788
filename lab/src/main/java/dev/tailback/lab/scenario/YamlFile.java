package dev.tailback.lab.scenario;

import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A YAML file as entries that know their places. */
public final class YamlFile {
    private YamlFile() {}

    /** The source of somebody's file. */
    public static String source(Path file) throws IOException {
        try {
            return Files.readString(file);
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
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(file).build()).composeString(source);
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
}
