package dev.tailback.lab.demo;

import dev.tailback.lab.experiment.Experiment;
import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.scenario.run.Preflight;
import dev.tailback.lab.scenario.run.Venue;
import dev.tailback.lab.scenario.verdict.Verdict;
import dev.tailback.lab.scenario.verdict.VerdictLines;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.terminal.Paragraph;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.traces.OrderTrace;
import dev.tailback.lab.traces.Traces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A walk through a shop, scene by scene. Whatever ends it, the lab undoes what it did. */
public final class WalkRun {
    private static final int WIDEST = 100;
    private static final int ENDED = -1;
    private static final String MY_TURN = "Enter: on, s: scenes";

    private final Venue venue;
    private final Walk walk;
    private final Keys keys;
    private final Terminal terminal;
    private final LiveFigures figures;
    private final Stagehand stagehand;
    private final Directions directions;
    /** What was seen in each scene at last, by its number. */
    private final Map<Integer, List<Verdict.Row>> shown = new HashMap<>();

    /** @param option what commands need besides, so that they speak of this lab */
    public WalkRun(Venue venue, Walk walk, Keys keys, Terminal terminal, String option) {
        this.venue = venue;
        this.walk = walk;
        this.keys = keys;
        this.terminal = terminal;
        this.figures = new LiveFigures(terminal);
        this.stagehand = new Stagehand(walk, new RemoteFaults(venue.lab()));
        this.directions = new Directions(venue.lab().ports(), option);
    }

    /** @param first the number of the scene to begin with */
    public WalkReport run(int first) throws IOException, InterruptedException {
        new Preflight(venue).check(List.of(), walk.steps());
        try (Experiment mine = Experiment.begin(venue.lab(), walk.name(), terminal::line)) {
            mine.undoAtCtrlC();
            lead(first);
        }
        return report();
    }

    private WalkReport report() {
        List<Verdict.Row> rows = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        for (int number = 1; number <= walk.scenes().size(); number++) {
            Scene scene = walk.scene(number);
            if (shown.containsKey(number)) {
                shown.get(number).forEach(row -> rows.add(of(scene, row)));
            } else {
                unseen.add(scene.name());
            }
        }
        return new WalkReport(rows, unseen);
    }

    private static Verdict.Row of(Scene scene, Verdict.Row row) {
        return new Verdict.Row(
                scene.name() + ": " + row.expectation(), row.wanted(), row.seen(), row.held(), row.isAboutOrders());
    }

    /** A scene that sends shoppers home may be followed by one that wants some: then the shop opens again. */
    private void lead(int first) throws IOException, InterruptedException {
        int at = 0;
        int next = first;
        OpenShop shop = open();
        try {
            while (next >= 1 && next <= walk.scenes().size()) {
                if (shop.isClosed()) {
                    shop = open();
                }
                prepare(next, next == at + 1);
                at = next;
                next = show(at, shop);
            }
        } finally {
            shop.close();
        }
    }

    private OpenShop open() {
        return new OpenShop(venue, walk.crowd(), figures::tell);
    }

    private void prepare(int number, boolean isNext) throws InterruptedException {
        Scene scene = walk.scene(number);
        terminal.line("");
        terminal.line(
                terminal.bold("Scene %d/%d · %s".formatted(number, walk.scenes().size(), scene.name())));
        indented("", scene.say());
        figures.are("under way");
        stagehand.prepare(number, isNext, done -> indented("done  ", done));
        terminal.line("");
        figures.are("wait");
        Patience.pause(scene.after());
    }

    /** Returns the number of the scene that the presenter wants next; one beyond the last ends the walk. */
    private int show(int number, OpenShop shop) throws IOException, InterruptedException {
        Directions here = measure(number, shop);
        while (true) {
            figures.are(MY_TURN);
            Choice choice = keys.await();
            switch (choice) {
                case Choice.Next next -> {
                    return number + 1;
                }
                case Choice.Back back -> {
                    return Math.max(1, number - 1);
                }
                case Choice.End end -> {
                    return ENDED;
                }
                case Choice.Jump jump -> {
                    if (jump.scene() <= walk.scenes().size()) {
                        return jump.scene();
                    }
                    terminal.line("There is no scene " + jump.scene() + ":");
                    walk.lines(number).forEach(terminal::line);
                }
                case Choice.Scenes scenes -> walk.lines(number).forEach(terminal::line);
                case Choice.Again again -> {
                    if (shop.isClosed()) {
                        return number;
                    }
                    here = measure(number, shop);
                }
                case Choice.Look look -> look(look.number(), walk.scene(number), here);
            }
        }
    }

    private Directions measure(int number, OpenShop shop) throws IOException, InterruptedException {
        Scene scene = walk.scene(number);
        figures.are("measuring");
        SceneCheck.Seen seen = new SceneCheck(venue, shop).measure(scene);
        shown.put(number, seen.rows());
        Directions here =
                seen.traced().map(order -> directions.to(order.id().toString())).orElse(directions);
        tell(scene, seen, here);
        keys.forget();
        return here;
    }

    private void look(int number, Scene scene, Directions here) throws IOException, InterruptedException {
        if (number > scene.look().size()) {
            terminal.line("There is nothing to look at by the number %d: the scene has %d."
                    .formatted(number, scene.look().size()));
            return;
        }
        new LookCommand(terminal).run(here.of(scene.look().get(number - 1)));
    }

    private void indented(String before, String text) {
        List<String> lines = Paragraph.lines(text, Math.min(WIDEST, terminal.columns()) - 3 - before.length());
        for (int line = 0; line < lines.size(); line++) {
            terminal.line("  " + (line == 0 ? before : " ".repeat(before.length())) + lines.get(line));
        }
    }

    private void tell(Scene scene, SceneCheck.Seen seen, Directions here) throws IOException, InterruptedException {
        Optional<OrderView> traced = seen.traced();
        if (traced.isPresent()) {
            new OrderTrace(new Traces(venue.web(), venue.lab().ports()), terminal).print(traced.get());
            terminal.line("");
        }
        if (!seen.rows().isEmpty()) {
            VerdictLines.of(seen.rows()).forEach(line -> terminal.line("  " + line));
        }
        terminal.line("");
        for (int number = 1; number <= scene.look().size(); number++) {
            terminal.line("  look %d  %s".formatted(number, here.of(scene.look().get(number - 1))));
        }
    }
}
