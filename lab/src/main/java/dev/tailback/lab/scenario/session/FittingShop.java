package dev.tailback.lab.scenario.session;

import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.calibration.Fitting;
import dev.tailback.lab.calibration.Reserving;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.detached.DetachedLab;
import dev.tailback.lab.elsewhere.Containers;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.processes.Proportions;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A shop that is as large as a scenario wants on this machine: one that runs, if it fits, or a new one. */
record FittingShop(Home home, Web web, Terminal terminal) {
    RunningLab up(Scenario scenario, @Nullable Integer portBase, @Nullable Calibration calibration)
            throws IOException, SQLException, InterruptedException {
        List<String> arguments = DetachedLab.arguments(home, portBase, null);
        if (calibration != null) {
            arguments.addAll(proportions(calibration).arguments());
        }
        if (scenario.wantsReplica()) {
            DetachedLab.demandReplica(RunningLab.find(home, web));
            arguments.add("--replica");
        }
        RunningLab lab = new DetachedLab(home, web, terminal).ensureUp(arguments, new AotUse.Read());
        if (calibration != null) {
            fit(lab, calibration);
        }
        return lab;
    }

    private void fit(RunningLab lab, Calibration calibration) throws IOException, SQLException, InterruptedException {
        ShopServer server = new ShopServer(home, lab.ports());
        if (lab.elsewhere().isEmpty()) {
            Fitting.of(server, Fitting.cores(postgres(lab)))
                    .demand(calibration, "./tailback down, and if it has too many, ./tailback reset");
            return;
        }
        Containers containers = Containers.of(Installation.ofThisProcess().root());
        if (!Fitting.of(server, containers.cores(Part.POSTGRES)).fits(calibration)) {
            terminal.line("Making its catalogue as large, and its PostgreSQL as slow, as this scenario needs.");
            containers.resize(proportions(calibration));
        }
        Fitting.of(server, containers.cores(Part.POSTGRES))
                .demand(calibration, "if it has too many, docker compose down --volumes");
    }

    /** The machine was measured some time ago, and with smaller tables. */
    Calibration asItIsNow(Calibration remembered, ShopServer server) throws IOException, SQLException {
        Reserving.Look look = new Reserving(server).briefly();
        Calibration now = remembered.having(look);
        now.remember(home);
        terminal.line(
                "A reservation without its index takes %.0f ms now, and %.0f from run to run: %.2f times the checkouts a minute."
                        .formatted(
                                look.millis(),
                                now.expected().reservation(),
                                now.sizing().scale()));
        return now;
    }

    private static Proportions proportions(Calibration calibration) {
        return new Proportions(
                calibration.sizing().products(),
                calibration.sizing().skus(),
                Proportions.canBindToCores() ? calibration.postgresCores() : null);
    }

    private static long postgres(RunningLab lab) throws InterruptedException {
        return lab.status(false).processes().stream()
                .filter(process -> process.name().equals(Part.POSTGRES.id()))
                .map(process -> process.pid())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new Refusal("postgres does not run; ./tailback up starts what is missing"));
    }
}
