package dev.tailback.lab.torture;

import dev.tailback.breakage.failpoint.Failpoints;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.processes.SideLab;
import dev.tailback.lab.servers.Trees;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A lab for one torture, beside whatever else runs: fresh data, free ports, and processes that stop at failpoints. */
public final class TortureLab {
    private static final String NAME = "torture";

    private TortureLab() {}

    /** What will go wrong, as lines. */
    public static List<String> plan(long seed, Duration time) {
        Schedule schedule = Schedule.of(seed, time);
        List<String> lines = new ArrayList<>();
        lines.add("seed " + seed);
        schedule.strikes()
                .forEach(strike -> lines.add(
                        TortureReport.time(strike.at()) + "  " + strike.fault().text()));
        schedule.weather()
                .forEach(spell -> lines.add("%s to %s  %s"
                        .formatted(
                                TortureReport.time(spell.at()),
                                TortureReport.time(spell.at().plus(spell.span())),
                                spell.disturbance().text())));
        return lines;
    }

    /** In a folder of that home; its data are deleted before, not after, so that they can be looked at. */
    public static TortureReport run(Home beside, long seed, Duration time, double rate, Consumer<String> lines)
            throws IOException, InterruptedException {
        Path failpoints = beside.path().resolve(NAME).resolve("failpoints");
        try (SideLab lab = SideLab.in(beside, NAME, part -> Map.of(Failpoints.VARIABLE, failpoints.toString()));
                Web web = new Web()) {
            Trees.delete(failpoints);
            Files.createDirectories(failpoints);
            lines.accept("Starting a shop to be tortured; its state is in "
                    + lab.home().path());
            lab.start();
            Arena arena = new Arena(lab.supervisor(), lab.home(), lab.ports(), failpoints, web);
            return new Torture(arena, lab.ports(), web, lines).run(seed, time, rate);
        }
    }
}
