package dev.tailback.lab.faults.stages;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Secrecy;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.processes.Caretaker;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What processes of the shop can be told to do over HTTP. */
public final class Stages {
    static final List<String> NAMES =
            Stream.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY).map(Part::id).toList();

    /** Beside what is in force, how the stage was started. */
    private static final String CONFIGURED = "configured";

    private static final String STAGE = "stage";
    private static final String ALL = "all";
    /** A stage takes up to a minute to borrow all the connections that it is to hold. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Caretaker caretaker;
    private final Places places;
    private final Web web;
    private final Secrecy secrecy;

    public Stages(Caretaker caretaker, Places places, Web web, Secrecy secrecy) {
        this.secrecy = secrecy;
        this.caretaker = caretaker;
        this.places = places;
        this.web = web;
    }

    static Parameter parameter() {
        List<String> allowed = new ArrayList<>(List.of(ALL));
        allowed.addAll(NAMES);
        return Parameter.oneOf(STAGE, ALL, allowed);
    }

    static List<String> named(Arguments with) {
        String stage = with.text(STAGE);
        return stage.equals(ALL) ? NAMES : List.of(stage);
    }

    /** Those that answer now. */
    List<String> answering() {
        return NAMES.stream()
                .filter(name -> caretaker.silence(Part.of(name)).isEmpty())
                .toList();
    }

    /**
     * What a stage was told that it was not started with.
     *
     * @param now what is in force
     * @param configured what the stage was started with
     */
    record Changed<T>(String stage, T now, T configured) {}

    /** Of the stages that answer now, those in which another is in force than was configured, whoever told them. */
    <T> List<Changed<T>> changed(List<String> names, String path, Function<JsonNode, T> reading)
            throws InterruptedException {
        List<Changed<T>> changed = new ArrayList<>();
        for (String stage : answering()) {
            if (names.contains(stage)) {
                JsonNode shown = get(stage, path);
                Changed<T> seen = new Changed<>(stage, reading.apply(shown), reading.apply(shown.path(CONFIGURED)));
                if (!seen.now().equals(seen.configured())) {
                    changed.add(seen);
                }
            }
        }
        return changed;
    }

    JsonNode get(String part, String path) throws InterruptedException {
        return good(part, send("GET", part, path, null));
    }

    JsonNode post(String part, String path, Map<String, ?> body) throws InterruptedException {
        return good(part, send("POST", part, path, body));
    }

    JsonNode patch(String part, String path, Map<String, ?> body) throws InterruptedException {
        return good(part, send("PATCH", part, path, body));
    }

    JsonNode put(String part, String path, Map<String, ?> body) throws InterruptedException {
        return good(part, send("PUT", part, path, body));
    }

    private Answer send(String method, String part, String path, @Nullable Map<String, ?> body)
            throws InterruptedException {
        return web.send(method, uri(part, path), body, secrecy.headers(), PATIENCE);
    }

    private URI uri(String name, String path) {
        demandAnswers(name);
        return URI.create(places.url(Part.of(name)) + path);
    }

    /** A process that is stopped would be waited for in vain: its connections stand. */
    void demandAnswers(String name) {
        caretaker.silence(Part.of(name)).ifPresent(why -> {
            throw new Refusal(why);
        });
    }

    private static JsonNode good(String part, Answer answer) {
        if (!answer.isGood()) {
            throw new Refusal(part + " says " + answer.status() + ": " + answer.reason());
        }
        return answer.json();
    }
}
