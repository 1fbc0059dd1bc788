package dev.tailback.lab.up;

import dev.tailback.door.Openness;
import dev.tailback.lab.audit.AuditRoute;
import dev.tailback.lab.audit.Sources;
import dev.tailback.lab.blackfriday.BlackFriday;
import dev.tailback.lab.clock.ClockRoutes;
import dev.tailback.lab.clock.DemoClock;
import dev.tailback.lab.control.ControlRoom;
import dev.tailback.lab.control.MetricsRoute;
import dev.tailback.lab.control.PageToken;
import dev.tailback.lab.control.ProcessRoutes;
import dev.tailback.lab.control.Route;
import dev.tailback.lab.experiment.ExperimentRoutes;
import dev.tailback.lab.experiment.Experiments;
import dev.tailback.lab.faults.Expiry;
import dev.tailback.lab.faults.FaultRoutes;
import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.faults.scenario.DatabaseScenario;
import dev.tailback.lab.faults.scenario.ScenarioRoutes;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.LabLock;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.home.ServiceNames;
import dev.tailback.lab.lookups.LookupRoutes;
import dev.tailback.lab.processes.Onlooker;
import dev.tailback.lab.room.ResetRoute;
import dev.tailback.lab.room.Room;
import dev.tailback.lab.room.RoomRoutes;
import dev.tailback.lab.room.page.PageRoutes;
import dev.tailback.lab.room.runs.RunRoutes;
import dev.tailback.lab.room.runs.ScenarioRuns;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.Wire;
import dev.tailback.telemetry.Telemetry;
import io.opentelemetry.api.metrics.Meter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The control room of a shop whose processes others run, in containers say: it watches, drives and breaks them. */
public final class WatchingLab {
    private static final String EVERYWHERE = "0.0.0.0";

    private final Home home;
    private final Map<String, String> environment;
    private final Terminal terminal;

    public WatchingLab(Home home, Map<String, String> environment, Terminal terminal) {
        this.home = home;
        this.environment = environment;
        this.terminal = terminal;
    }

    /** Returns when it is told to end. */
    public void run(Web web) throws IOException, InterruptedException {
        ServiceNames names = ServiceNames.of(environment);
        InetAddress address = InetAddress.getByName(environment.getOrDefault("CONTROL_ROOM_ADDRESS", EVERYWHERE));
        Openness openness = Openness.of(address, environment::get);
        CountDownLatch end = new CountDownLatch(1);
        try (LabLock held = LabLock.take(home)
                        .orElseThrow(() -> new Refusal("another lab holds " + home.path() + "; one is allowed"));
                Telemetry telemetry = LabTelemetry.start(names)) {
            Secrets.rememberSuperuser(home, superuserPassword());
            Onlooker onlooker = new Onlooker(home, names, web);
            DemoClock clock = new DemoClock(names, web);
            Faults faults = Faults.ofOnlooker(
                    FaultKinds.ofOnlooker(home, names, names.parts(), onlooker, web),
                    home.data("faults.json"),
                    terminal::line);
            faults.undoWhatWasLeftBehind();
            Meter meter = telemetry.sdk().getMeter("dev.tailback.lab");
            faults.observe(meter);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(telemetry, faults, end), "goodbye"));
            try (ScenarioRuns runs =
                            new ScenarioRuns(Installation.ofThisProcess(), Installation.jarOfThisProcess(), home);
                    Expiry expiry = new Expiry(faults, terminal::line);
                    Wire wire = new Wire()) {
                Shop shop = new Shop(wire, names);
                BlackFriday demo = new BlackFriday(shop, clock, meter);
                List<Route> routes = new ArrayList<>(new ProcessRoutes(onlooker, end::countDown).routes());
                routes.addAll(new FaultRoutes(faults).routes());
                routes.addAll(new ClockRoutes(clock, Clock.systemUTC()).routes());
                routes.add(new MetricsRoute(telemetry.metrics()).route());
                routes.addAll(new ScenarioRoutes(new DatabaseScenario(faults, names, web, telemetry)).routes());
                Experiments experiments = new Experiments(faults, clock, terminal::line);
                routes.addAll(new ExperimentRoutes(experiments).routes());
                routes.addAll(new LookupRoutes(shop).routes());
                routes.addAll(demo.routes());
                routes.add(new ResetRoute(faults, List.of()).route());
                routes.addAll(new RunRoutes(runs, home).routes());
                routes.add(new AuditRoute(Sources.of(names), web).route());
                int port = Ports.standard().controlRoom();
                PageToken token = PageToken.random();
                try (demo;
                        Room room = new Room(new Room.Shop(
                                names, wire, new ShopServer(home, names), onlooker, faults, clock, experiments, demo));
                        ControlRoom controlRoom = new ControlRoom(
                                new InetSocketAddress(address, port),
                                openness,
                                token,
                                with(
                                        routes,
                                        openness.isBeyondLoopback() ? PageRoutes.login() : List.of(),
                                        new RoomRoutes(room, token, openness.isBeyondLoopback()).routes()))) {
                    held.announce(names, Instant.now());
                    terminal.line("The control room of %s listens on %s:%d"
                            .formatted(names.postgresAddress(), address.getHostAddress(), controlRoom.port()));
                    end.await();
                }
            }
        }
    }

    @SafeVarargs
    private static List<Route> with(List<Route> routes, List<Route>... more) {
        Stream.of(more).forEach(routes::addAll);
        return routes;
    }

    private String superuserPassword() throws IOException {
        Path file = Path.of(environment.getOrDefault("TAILBACK_SECRETS", "/secrets"), "postgres", "secret");
        if (!Files.isReadable(file)) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    "TAILBACK_SECRETS: " + file + " cannot be read; it holds the password of the database's superuser");
        }
        return Files.readString(file).strip();
    }

    /** On a TERM, too: what was broken is whole again before the process ends. */
    private static void close(Telemetry telemetry, Faults faults, CountDownLatch end) {
        telemetry.close();
        faults.close();
        end.countDown();
    }
}
