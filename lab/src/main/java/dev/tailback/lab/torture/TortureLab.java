package dev.tailback.lab.torture;

import dev.tailback.events.failpoint.Failpoints;
import dev.tailback.lab.home.FreePortBlock;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.LabLock;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.processes.Supervisor;
import dev.tailback.lab.servers.Trees;
import dev.tailback.lab.terminal.Refusal;
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
        Home home = new Home(beside.path().resolve("torture"));
        Files.createDirectories(home.path());
        LabLock lock = LabLock.take(home)
                .orElseThrow(() -> new Refusal("another torture runs in " + home.path() + "; wait for its end"));
        try (lock;
                Web web = new Web()) {
            home.forget();
            home.create();
            Path failpoints = Files.createDirectories(home.path().resolve("failpoints"));
            Trees.delete(failpoints);
            Files.createDirectories(failpoints);
            Ports ports = Ports.from(FreePortBlock.base());
            try (Supervisor supervisor = new Supervisor(
                    Installation.ofThisProcess(),
                    home,
                    ports,
                    new AotUse.Read(),
                    part -> Map.of(Failpoints.VARIABLE, failpoints.toString()),
                    announcement -> {})) {
                Thread goodbye = new Thread(supervisor::close, "goodbye");
                Runtime.getRuntime().addShutdownHook(goodbye);
                lines.accept("Starting a shop to be tortured; its state is in " + home.path());
                supervisor.startMissing();
                Arena arena = new Arena(supervisor, home, ports, failpoints, web);
                return new Torture(arena, ports, web, lines).run(seed, time, rate);
            }
        }
    }
}
