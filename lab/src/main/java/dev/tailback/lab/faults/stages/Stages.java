package dev.tailback.lab.faults.stages;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.Supervisor;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What processes of the shop can be told to do over HTTP. */
public final class Stages {
    static final List<String> NAMES =
            Stream.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY).map(Part::id).toList();

    private static final String STAGE = "stage";
    private static final String ALL = "all";
    /** A stage takes up to a minute to borrow all the connections that it is to hold. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Supervisor supervisor;
    private final Ports ports;
    private final Web web;

    public Stages(Supervisor supervisor, Ports ports, Web web) {
        this.supervisor = supervisor;
        this.ports = ports;
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

    JsonNode get(String part, String path) throws InterruptedException {
        return good(part, web.get(uri(part, path), PATIENCE));
    }

    JsonNode post(String part, String path, Map<String, ?> body) throws InterruptedException {
        return good(part, web.post(uri(part, path), body, PATIENCE));
    }

    JsonNode patch(String part, String path, Map<String, ?> body) throws InterruptedException {
        return good(part, web.patch(uri(part, path), body, PATIENCE));
    }

    JsonNode put(String part, String path, Map<String, ?> body) throws InterruptedException {
        return good(part, web.put(uri(part, path), body, PATIENCE));
    }

    private URI uri(String name, String path) {
        demandAnswers(name);
        return URI.create(ports.url(Part.of(name)) + path);
    }

    /** A process that is stopped would be waited for in vain: its connections stand. */
    void demandAnswers(String name) {
        Part part = Part.of(name);
        if (supervisor.pid(part).isEmpty()) {
            throw new Refusal(part + " does not run");
        }
        if (supervisor.isPaused(part)) {
            throw new Refusal(part + " is paused (SIGSTOP) and answers nobody");
        }
    }

    private static JsonNode good(String part, Answer answer) {
        if (!answer.isGood()) {
            throw new Refusal(part + " says " + answer.status() + ": " + answer.reason());
        }
        return answer.json();
    }
}
