package dev.tailback.lab.drill.running;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.drill.catalogue.Remedy;
import dev.tailback.lab.drill.told.DrillFolder;
import dev.tailback.lab.drill.told.Told;
import dev.tailback.lab.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drills over HTTP. */
public final class DrillRoutes {
    public static final String PATH = "/api/drill";

    private final Drills drills;
    private final Home home;

    public DrillRoutes(Drills drills, Home home) {
        this.drills = drills;
        this.home = home;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(PATH, asked -> Reply.json(shown())),
                Route.get(PATH + "/choices", asked -> Reply.json(choices())),
                Route.get(PATH + "/timeline", asked -> timeline()),
                Route.post(PATH + "/start", asked -> Reply.json(drills.start(asked.body(Wanted.class)))),
                Route.post(PATH + "/see", asked -> after(drills::see)),
                Route.post(PATH + "/name", this::name),
                Route.post(PATH + "/hint", asked -> Reply.json(Map.of("hint", drills.hint()))),
                Route.post(PATH + "/repair", this::repair),
                Route.post(PATH + "/give-up", asked -> after(drills::giveUp)));
    }

    /**
     * @param hides whether something is kept from everybody now
     * @param drill the one that runs, or ran last; absent if there was none
     */
    public record Shown(boolean hides, @Nullable Told drill) {}

    private Shown shown() {
        Told told = drills.told().orElse(null);
        return new Shown(told != null && told.hides(), told);
    }

    private Reply after(Runnable deed) {
        deed.run();
        return Reply.json(shown());
    }

    /** What whoever practises chooses from: the same in each drill. */
    public record Choices(Map<String, String> causes, Map<String, String> evidence, List<RemedyView> repairs) {}

    public record RemedyView(String repair, String does, String takes) {}

    private Choices choices() {
        return new Choices(
                drills.catalogue().causes(),
                drills.catalogue().evidence(),
                Arrays.stream(Remedy.values())
                        .map(each -> new RemedyView(
                                each.word(), each.does(), each.takes().name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    record Named(@Nullable String cause, @Nullable List<String> evidence) {}

    public record Verdict(boolean right, Told drill) {}

    private Reply name(Request asked) {
        Named named = asked.body(Named.class);
        if (named.cause() == null) {
            throw new BadRequest("cause is missing: one of those that GET " + PATH + "/choices lists");
        }
        boolean isRight = drills.name(named.cause(), named.evidence() == null ? List.of() : named.evidence());
        return Reply.json(new Verdict(isRight, drills.told().orElseThrow()));
    }

    record Tried(@Nullable String repair) {}

    private Reply repair(Request asked) throws InterruptedException {
        String repair = asked.body(Tried.class).repair();
        if (repair == null) {
            throw new BadRequest("repair is missing: such as 'restart inventory'; GET " + PATH + "/choices lists them");
        }
        return Reply.json(Map.of("said", drills.repair(repair)));
    }

    private Reply timeline() throws IOException {
        return Reply.file(
                        "text/html; charset=utf-8",
                        Files.readAllBytes(DrillFolder.latest(home).page()))
                .with(
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");
    }
}
