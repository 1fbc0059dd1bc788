package dev.tailback.lab.clock;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.processes.ExtraEnvironment;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import dev.tailback.telemetry.DemoRun;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The demo that runs: told at once to all who take part in an order and, through its environment, to each that is started meanwhile, so
 * that all of them count minutes from the same second.
 */
public final class DemoClock implements ExtraEnvironment {
    private static final List<Part> FOLLOWERS =
            List.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY, Part.RELAY, Part.PAYMENTS);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Places places;
    private final Web web;
    private final AtomicReference<@Nullable DemoRun> run = new AtomicReference<>();

    public DemoClock(Places places, Web web) {
        this.places = places;
        this.web = web;
    }

    /** Empty when none runs. */
    public Optional<DemoRun> run() {
        return Optional.ofNullable(run.get());
    }

    /** Returns what hindered any of them to take it: one that is down learns of it when it starts. */
    public List<String> start(DemoRun wanted) throws InterruptedException {
        run.set(wanted);
        return tell(Map.of(
                "mode", wanted.mode(),
                "start_timestamp", wanted.startSeconds(),
                "speed", wanted.speed(),
                "phases", wanted.phases()));
    }

    /** Unless another demo runs, which keeps its clock. */
    public void startIfFree(DemoRun wanted) throws InterruptedException {
        if (run.get() == null) {
            start(wanted);
        }
    }

    /** Unless another demo runs by now. */
    public void endIfStill(DemoRun ended) throws InterruptedException {
        if (ended.equals(run.get())) {
            end();
        }
    }

    public List<String> end() throws InterruptedException {
        run.set(null);
        return tell(Map.of("mode", DemoRun.OFF));
    }

    private List<String> tell(Map<String, ?> what) throws InterruptedException {
        List<String> deaf = new ArrayList<>();
        for (Part part : FOLLOWERS) {
            try {
                Answer answer = web.put(URI.create(places.url(part) + "/admin/demo-clock"), what, PATIENCE);
                if (!answer.isGood()) {
                    deaf.add(part + " says " + answer.status() + ": " + answer.reason());
                }
            } catch (WebFailure down) {
                deaf.add(String.valueOf(down.getMessage()));
            }
        }
        return deaf;
    }

    @Override
    public Map<String, String> of(Part part) {
        DemoRun now = run.get();
        if (now == null || !FOLLOWERS.contains(part)) {
            return Map.of();
        }
        return Map.of(
                "DEMO_MODE", now.mode(),
                "DEMO_START_TIMESTAMP", Long.toString(now.startSeconds()),
                "DEMO_SPEED", Double.toString(now.speed()),
                "DEMO_PHASES",
                        now.phases().stream()
                                .map(phase -> phase.name() + "=" + phase.from())
                                .collect(Collectors.joining(",")));
    }
}
