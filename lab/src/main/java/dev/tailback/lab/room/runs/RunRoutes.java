package dev.tailback.lab.room.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.room.page.PageRoutes;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.ScenarioFiles;
import dev.tailback.lab.scenario.evidence.Facts;
import dev.tailback.lab.scenario.evidence.RunFolder;
import dev.tailback.lab.scenario.report.RunPage;
import dev.tailback.lab.scenario.verdict.Progress;
import dev.tailback.lab.scenario.verdict.Verdict;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scenarios and runs over HTTP, for the lab's own page. */
public final class RunRoutes {
    private static final String NAME = "name";
    private static final int MOST_RUNS = 50;
    private static final String STYLE = "<style>";

    private final ScenarioRuns runs;
    private final Home home;

    public RunRoutes(ScenarioRuns runs, Home home) {
        this.runs = runs;
        this.home = home;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/room/scenarios", this::scenarios),
                Route.get("/api/room/run", asked -> Reply.json(runs.told())),
                Route.put(RunningLab.PROGRESS, this::hear),
                Route.post("/api/room/run/start", this::start),
                Route.post("/api/room/run/stop", asked -> stop()),
                Route.get("/api/room/runs", this::past),
                Route.get("/api/room/report", Set.of(NAME), this::report));
    }

    private Reply hear(Request asked) {
        runs.hear(asked.body(Progress.class));
        return Reply.json(Map.of("status", "heard"));
    }

    record Wanted(@Nullable String name, @Nullable Boolean fast) {}

    record Told(String name, String about, double minutes, double realMinutes, List<Expected> expects) {}

    record Expected(String about, String wanted) {}

    record Past(String name, String scenario, String outcome, List<Verdict.Row> rows) {}

    private Reply scenarios(Request asked) throws IOException {
        List<Told> told = new ArrayList<>();
        for (String name : ScenarioFiles.SHIPPED) {
            Scenario scenario = ScenarioFiles.shipped(name);
            told.add(new Told(
                    name,
                    scenario.about(),
                    scenario.minutes(),
                    scenario.minutes() / scenario.speed(),
                    scenario.expectations().stream()
                            .map(each -> new Expected(each.about(), each.wanted()))
                            .toList()));
        }
        return PageRoutes.packed(asked, told);
    }

    private Reply start(Request asked) throws IOException {
        Wanted wanted = asked.body(Wanted.class);
        String name = wanted.name();
        if (name == null || !ScenarioFiles.SHIPPED.contains(name)) {
            throw new BadRequest(
                    "name is not that of a scenario; there are " + String.join(", ", ScenarioFiles.SHIPPED));
        }
        runs.start(name, Boolean.TRUE.equals(wanted.fast()) ? List.of("--fast") : List.of());
        return Reply.json(runs.told());
    }

    private Reply stop() throws InterruptedException {
        runs.stop();
        return Reply.json(runs.told());
    }

    /** The newest first. */
    private Reply past(Request asked) throws IOException {
        List<Past> past = new ArrayList<>();
        for (RunFolder folder : RunFolder.all(home).reversed()) {
            if (past.size() == MOST_RUNS) {
                break;
            }
            Facts facts = folder.readFacts();
            past.add(new Past(
                    String.valueOf(folder.path().getFileName()),
                    facts.scenario(),
                    facts.verdict().outcome().words(),
                    facts.verdict().rows()));
        }
        return PageRoutes.packed(asked, past);
    }

    /** A page of its own: its one style sheet is allowed by its digest, and it runs nothing. */
    private Reply report(Request asked) throws IOException {
        String name = asked.query(NAME).orElse("");
        RunFolder folder = RunFolder.all(home).stream()
                .filter(each -> name.equals(String.valueOf(each.path().getFileName())))
                .findFirst()
                .orElseThrow(() -> new Refusal("no run is called '" + name + "'"));
        String html = RunPage.of(folder).html();
        return Reply.file("text/html; charset=utf-8", html.getBytes(UTF_8))
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src '" + digest(style(html))
                                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox");
    }

    private static String style(String html) {
        int begins = html.indexOf(STYLE) + STYLE.length();
        return html.substring(begins, html.indexOf("</style>", begins));
    }

    private static String digest(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
