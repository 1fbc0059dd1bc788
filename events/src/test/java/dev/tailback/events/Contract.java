package dev.tailback.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documents of the contract, and the event types that the code knows, for comparing the ones with the others. */
final class Contract {
    static final String PREFIX = "dev.tailback.";
    static final Path ASYNCAPI = Path.of("asyncapi.yaml");
    static final Path SCHEMAS = Path.of("src/main/resources/dev/tailback/events/schemas");
    static final Path GOLDEN = Path.of("src/test/resources/golden");

    private Contract() {}

    /** Every event that a topic carries; the news of a dead letter is read from its headers. */
    static Set<Class<?>> carried() {
        return leavesOf(Event.class).filter(event -> event != RecordDied.class).collect(Collectors.toSet());
    }

    /** The types that are written, like {@code OrderPlaced.v2}, and their events. */
    static Map<String, Class<?>> written() {
        Map<String, Class<?>> written = new TreeMap<>();
        carried().forEach(event -> written.put(unprefixed(EventTypes.nameOf(event.asSubclass(Event.class))), event));
        return written;
    }

    /** The types that are only read, and the events that they become. */
    static Map<String, Class<?>> older() {
        Map<String, Class<?>> older = new TreeMap<>();
        for (Class<?> event : carried()) {
            Arrays.stream(event.getDeclaredClasses())
                    .filter(EventTypes.Older.class::isAssignableFrom)
                    .forEach(form -> older.put(
                            event.getSimpleName() + ".v" + form.getSimpleName().substring(1), event));
        }
        return older;
    }

    static Map<String, Class<?>> read() {
        Map<String, Class<?>> read = new TreeMap<>(written());
        read.putAll(older());
        return read;
    }

    static Set<String> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String golden(String type) {
        return text(GOLDEN.resolve(type + ".json"));
    }

    static String schema(String type) {
        return text(SCHEMAS.resolve(type + ".json"));
    }

    static String unprefixed(String name) {
        if (!name.startsWith(PREFIX)) {
            throw new AssertionError("a type begins with " + PREFIX + ", but got " + name);
        }
        return name.substring(PREFIX.length());
    }

    private static Stream<Class<?>> leavesOf(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Contract::leavesOf)
                : Stream.of(type);
    }
}
