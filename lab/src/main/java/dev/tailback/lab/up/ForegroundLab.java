package dev.tailback.lab.up;

import dev.tailback.lab.blackfriday.BlackFriday;
import dev.tailback.lab.clock.ClockRoutes;
import dev.tailback.lab.clock.DemoClock;
import dev.tailback.lab.control.ControlRoom;
import dev.tailback.lab.control.MetricsRoute;
import dev.tailback.lab.control.PageToken;
import dev.tailback.lab.control.ProcessRoutes;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.demo.LedWalk;
import dev.tailback.lab.demo.WalkFiles;
import dev.tailback.lab.detached.DetachedLab;
import dev.tailback.lab.detached.Progress;
import dev.tailback.lab.detached.Urls;
import dev.tailback.lab.drill.running.DrillRoutes;
import dev.tailback.lab.drill.running.Drills;
import dev.tailback.lab.drill.running.Ground;
import dev.tailback.lab.experiment.ExperimentRoutes;
import dev.tailback.lab.experiment.Experiments;
import dev.tailback.lab.faults.Expiry;
import dev.tailback.lab.faults.FaultRoutes;
import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.faults.Secrecy;
import dev.tailback.lab.faults.database.ForgottenReleases;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.faults.scenario.DatabaseScenario;
import dev.tailback.lab.faults.scenario.ScenarioRoutes;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.LabLock;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.lookups.LookupRoutes;
import dev.tailback.lab.machine.LoopbackPort;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.processes.ExtraEnvironment;
import dev.tailback.lab.processes.LocalHands;
import dev.tailback.lab.processes.Proportions;
import dev.tailback.lab.processes.SeededBugs;
import dev.tailback.lab.processes.Supervisor;
import dev.tailback.lab.room.ResetRoute;
import dev.tailback.lab.room.Room;
import dev.tailback.lab.room.RoomRoutes;
import dev.tailback.lab.room.runs.RunRoutes;
import dev.tailback.lab.room.runs.ScenarioRuns;
import dev.tailback.lab.room.runs.WalkRoutes;
import dev.tailback.lab.scenario.run.Venue;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.Wire;
import dev.tailback.telemetry.Telemetry;
import io.opentelemetry.api.metrics.Meter;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The lab in this JVM: starts everything, holds the control room open, and ends everything when it is ended. */
public final class ForegroundLab {
    private static final int REFRESH_MILLIS = 100;

    private final Installation installation;
    private final Home home;
    private final Ports ports;
    private final Set<Part> parts;
    private final AotUse aot;
    private final SeededBugs bugs;
    private final ExtraEnvironment extra;
    private final boolean leavesDead;
    private final Terminal terminal;

    public ForegroundLab(
            Installation installation,
            Home home,
            Ports ports,
            Set<Part> parts,
            AotUse aot,
            SeededBugs bugs,
            Proportions proportions,
            boolean leavesDead,
            Terminal terminal) {
        this.installation = installation;
        this.home = home;
        this.ports = ports;
        this.parts = parts;
        this.aot = aot;
        this.bugs = bugs;
        this.extra = bugs.and(proportions);
        this.leavesDead = leavesDead;
        this.terminal = terminal;
    }

    public int run(Web web) throws IOException, InterruptedException {
        Optional<LabLock> lock = LabLock.take(home);
        if (lock.isEmpty()) {
            if (!bugs.isEmpty()
                    || parts.stream().anyMatch(part -> !extra.of(part).isEmpty())) {
                throw new Refusal("another lab holds " + home.path()
                        + ", and bugs and proportions are for a lab that starts; ./tailback down ends it");
            }
            new DetachedLab(home, web, terminal).joinRunning();
            return 0;
        }
        CountDownLatch end = new CountDownLatch(1);
        DemoClock clock = new DemoClock(ports, web);
        try (LabLock held = lock.get();
                Telemetry telemetry = LabTelemetry.start(ports);
                Supervisor supervisor = new Supervisor(
                        installation, home, ports, parts, aot, extra.and(clock), leavesDead, terminal::line)) {
            Secrecy secrecy = Secrecy.random();
            Faults faults = new Faults(
                    FaultKinds.of(home, ports, parts, supervisor, web, secrecy),
                    home.data("faults.json"),
                    terminal::line);
            Meter meter = telemetry.sdk().getMeter("dev.tailback.lab");
            supervisor.observe(meter);
            faults.observe(meter);
            ForgottenReleases forgotten = new ForgottenReleases(new ShopServer(home, ports));
            supervisor.whenFirstReady(Part.POSTGRES, () -> {
                faults.undoWhatWasLeftBehind();
                forgotten.end();
            });
            if (bugs.keepsReservations()) {
                supervisor.whenFirstReady(Part.INVENTORY, forgotten::begin);
            }
            Thread goodbye = new Thread(() -> close(telemetry, faults, supervisor, held), "goodbye");
            Runtime.getRuntime().addShutdownHook(goodbye);
            LoopbackPort.demandFree(ports.controlRoom(), "the control room");
            List<Route> routes = new ArrayList<>(new ProcessRoutes(supervisor, end::countDown).routes());
            routes.addAll(new FaultRoutes(faults).routes());
            routes.addAll(new ClockRoutes(clock, Clock.systemUTC()).routes());
            routes.add(new MetricsRoute(telemetry.metrics()).route());
            routes.addAll(new ScenarioRoutes(new DatabaseScenario(faults, ports, web, telemetry)).routes());
            Experiments experiments = new Experiments(faults, clock, terminal::line);
            routes.addAll(new ExperimentRoutes(experiments).routes());
            PageToken token = PageToken.random();
            try (Expiry expiry = new Expiry(faults, terminal::line);
                    Wire wire = new Wire();
                    BlackFriday blackFriday = new BlackFriday(new Shop(wire, ports), clock, meter);
                    Room room = new Room(new Room.Shop(
                            ports,
                            wire,
                            new ShopServer(home, ports),
                            supervisor,
                            faults,
                            clock,
                            experiments,
                            blackFriday));
                    Drills drills = new Drills(ground(room, wire, web, supervisor, faults, secrecy, experiments));
                    ScenarioRuns runs = new ScenarioRuns(installation, installation.labJar(), home);
                    LedWalk walk = new LedWalk(() -> venue(web), WalkFiles.shipped(), terminal::line);
                    ControlRoom controlRoom = new ControlRoom(
                            ports.controlRoom(),
                            token,
                            with(
                                    routes,
                                    blackFriday.routes(),
                                    new LookupRoutes(new Shop(wire, ports)).routes(),
                                    new RunRoutes(runs, home).routes(),
                                    new WalkRoutes(walk).routes(),
                                    new DrillRoutes(drills, home).routes(),
                                    List.of(new ResetRoute(faults, List.of(runs::stop, walk::end, drills::end))
                                            .route()),
                                    new RoomRoutes(room, token, false).routes()))) {
                held.announce(ports, supervisor.startedAt());
                start(supervisor);
                supervisor.lookAfterAll();
                end.await();
            } catch (Refusal whatEndingLooksLike) {
                if (!supervisor.isClosing()) {
                    throw whatEndingLooksLike;
                }
            }
            close(telemetry, faults, supervisor, held);
        }
        return 0;
    }

    /** This lab, as whoever leads a walk speaks with it. */
    private Venue venue(Web web) throws IOException {
        return new Venue(
                home,
                RunningLab.ofProcess(ProcessHandle.current().pid(), home, web)
                        .orElseThrow(() -> new Refusal("the lab is not up yet; what it starts with comes first")),
                web);
    }

    private Ground ground(
            Room room,
            Wire wire,
            Web web,
            Supervisor supervisor,
            Faults faults,
            Secrecy secrecy,
            Experiments experiments) {
        return new Ground(home, ports, web, wire, new LocalHands(supervisor), faults, secrecy, experiments, room);
    }

    @SafeVarargs
    private static List<Route> with(List<Route> routes, List<Route>... more) {
        Stream.of(more).forEach(routes::addAll);
        return routes;
    }

    private void start(Supervisor supervisor) throws InterruptedException {
        Progress progress = new Progress(terminal);
        terminal.line("Starting the shop; its state is in " + home.path());
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> starting = thread.submit(supervisor::startMissing);
            while (!isOver(starting)) {
                progress.show(supervisor.status(false));
            }
        }
        progress.show(supervisor.status(false));
        terminal.line("Ready after " + progress.elapsed() + ".");
        Urls.lines(ports).forEach(terminal::line);
        terminal.line(terminal.faint("Ctrl-C ends it."));
    }

    private static boolean isOver(Future<?> starting) throws InterruptedException {
        try {
            starting.get(REFRESH_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException underWay) {
            return false;
        } catch (ExecutionException failed) {
            throw Refusal.of(failed);
        }
    }

    /** Also after a Ctrl-C, when the main thread never gets further. */
    private void close(Telemetry telemetry, Faults faults, Supervisor supervisor, LabLock lock) {
        boolean isFirst = !supervisor.isClosing();
        if (isFirst) {
            terminal.lastly("Ending everything…");
        }
        // While there is somebody to tell: later it would try again for seconds, and the lab would outlive its end.
        telemetry.close();
        faults.close();
        supervisor.close();
        if (isFirst) {
            terminal.line("Everything has ended.");
        }
        try {
            lock.close();
        } catch (IOException unreleased) {
            terminal.line("the lock of " + home.path() + " was not given back: " + unreleased);
        }
    }
}
