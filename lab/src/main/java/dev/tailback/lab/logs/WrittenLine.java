package dev.tailback.lab.logs;

import dev.tailback.lab.terminal.Printable;
import dev.tailback.lab.web.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A line as our processes write it, a JSON object, and its forms for people. */
public record WrittenLine(String text, Instant time, JsonNode fields) {
    private static final String TRACE = "trace_id";
    private static final String STACK = "exception.stacktrace";
    /** What has its place in a readable line, or none. */
    private static final Set<String> PLACED = Set.of(
            "time",
            "level",
            "service",
            "logger",
            "thread",
            "message",
            "span_id",
            "exception.type",
            "exception.message",
            STACK);

    /** Empty for a line of another kind, such as PostgreSQL's. */
    public static Optional<WrittenLine> in(String text) {
        if (!text.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode fields = Json.tree(text);
            return Optional.of(new WrittenLine(text, Instant.parse(text(fields, "time")), fields));
        } catch (JacksonException | DateTimeException another) {
            return Optional.empty();
        }
    }

    /** Any line as people read it; one that is not ours stays as it is. */
    public static List<String> readable(String text) {
        return in(text).map(WrittenLine::inFull).orElse(List.of(text));
    }

    public String traceId() {
        return text(fields, TRACE);
    }

    public String order() {
        return text(fields, "order.id");
    }

    /** With the stack of its exception, if it has one. */
    public List<String> inFull() {
        return Stream.concat(Stream.of(headline()), stack()).toList();
    }

    /** Without the frames of the stack: what happened, and what caused it. */
    public List<String> inBrief() {
        return Stream.concat(Stream.of(headline()), stack().filter(WrittenLine::isNoFrame))
                .toList();
    }

    private static boolean isNoFrame(String line) {
        String bare = line.strip();
        return !bare.startsWith("at ") && !bare.startsWith("... ");
    }

    private String headline() {
        List<String> told = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (!PLACED.contains(field.getKey())) {
                told.add(field.getKey() + "=" + field.getValue().asString());
            }
        }
        String logger = text(fields, "logger");
        String line = "%s %-5s %s: %s"
                .formatted(
                        time,
                        text(fields, "level"),
                        logger.substring(logger.lastIndexOf('.') + 1),
                        text(fields, "message"));
        return Printable.text(told.isEmpty() ? line : line + "  " + String.join(" ", told));
    }

    private Stream<String> stack() {
        return text(fields, STACK).lines().map(line -> "    " + Printable.text(line.replace("\t", "    ")));
    }

    private static String text(JsonNode fields, String name) {
        JsonNode value = fields.get(name);
        return value == null ? "" : value.asString();
    }
}
