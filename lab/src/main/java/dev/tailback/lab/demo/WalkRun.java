package dev.tailback.lab.demo;

import dev.tailback.lab.experiment.Experiment;
import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.scenario.FaultStep;
import dev.tailback.lab.scenario.run.FaultHand;
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
import java.util.List;
import java.util.Optional;

/** A walk through a shop, scene by scene. Whatever ends it, the lab undoes what it did. */
public final class WalkRun {
    private static final int WIDEST = 100;

    private final Venue venue;
    private final Walk walk;
    private final Keys keys;
    private final Terminal terminal;
    private final LiveFigures figures;
    private final RemoteFaults faults;
    private final FaultHand hand;
    private final Directions directions;

    /** @param option what commands need besides, so that they speak of this lab */
    public WalkRun(Venue venue, Walk walk, Keys keys, Terminal terminal, String option) {
        this.venue = venue;
        this.walk = walk;
        this.keys = keys;
        this.terminal = terminal;
        this.figures = new LiveFigures(terminal);
        this.faults = new RemoteFaults(venue.lab());
        this.hand = new FaultHand(faults);
        this.directions = new Directions(venue.lab().ports(), option);
    }

    /** A scene as it was at last, and what is wanted then. */
    private record Shown(List<Verdict.Row> rows, Choice choice) {}

    public WalkReport run() throws IOException, InterruptedException {
        new Preflight(venue).check(List.of(), walk.steps());
        try (Experiment mine = Experiment.begin(venue.lab(), walk.name(), terminal::line);
                OpenShop shop = new OpenShop(venue, walk.crowd(), figures::tell)) {
            return show(shop);
        }
    }

    private WalkReport show(OpenShop shop) throws IOException, InterruptedException {
        List<Verdict.Row> rows = new ArrayList<>();
        int last = walk.scenes().size();
        for (int number = 1; number <= last; number++) {
            Scene scene = walk.scenes().get(number - 1);
            introduce(scene, number);
            Shown shown = show(scene, shop);
            shown.rows().forEach(row -> rows.add(of(scene, row)));
            if (shown.choice() == Choice.END) {
                return new WalkReport(rows, number == last);
            }
        }
        return new WalkReport(rows, true);
    }

    private static Verdict.Row of(Scene scene, Verdict.Row row) {
        return new Verdict.Row(
                scene.name() + ": " + row.expectation(), row.wanted(), row.seen(), row.held(), row.isAboutOrders());
    }

    private Shown show(Scene scene, OpenShop shop) throws IOException, InterruptedException {
        figures.are("under way");
        for (FaultStep step : scene.steps()) {
            terminal.line("  done  " + hand.perform(step));
        }
        terminal.line("");
        figures.are("wait");
        Patience.pause(scene.after());
        SceneCheck check = new SceneCheck(venue, shop);
        while (true) {
            figures.are("measuring");
            SceneCheck.Seen seen = check.measure(scene);
            tell(scene, seen);
            figures.are(Choice.IN_SHORT);
            Choice choice = keys.await();
            if (choice != Choice.AGAIN) {
                return new Shown(seen.rows(), choice);
            }
        }
    }

    private void introduce(Scene scene, int number) {
        terminal.line("");
        terminal.line(
                terminal.bold("Scene %d/%d · %s".formatted(number, walk.scenes().size(), scene.name())));
        Paragraph.lines(scene.say(), Math.min(WIDEST, terminal.columns()) - 3)
                .forEach(line -> terminal.line("  " + line));
    }

    private void tell(Scene scene, SceneCheck.Seen seen) throws IOException, InterruptedException {
        Optional<OrderView> traced = seen.traced();
        if (traced.isPresent()) {
            new OrderTrace(new Traces(venue.web(), venue.lab().ports()), terminal).print(traced.get());
            terminal.line("");
        }
        if (!seen.rows().isEmpty()) {
            VerdictLines.of(seen.rows()).forEach(line -> terminal.line("  " + line));
        }
        Directions here =
                traced.map(order -> directions.to(order.id().toString())).orElse(directions);
        terminal.line("");
        scene.look().forEach(line -> terminal.line("  look  " + here.of(line)));
    }
}
