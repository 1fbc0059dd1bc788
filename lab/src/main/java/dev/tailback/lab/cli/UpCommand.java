package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.detached.DetachedLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.processes.Proportions;
import dev.tailback.lab.processes.SeededBugs;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.up.ForegroundLab;
import dev.tailback.lab.web.Web;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        header = "Starts the shop, or the parts of it that are not running.",
        description =
                "PostgreSQL, Kafka, the three stages, payments, relay and flow-alerts. What runs already is left alone.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(
            names = {"-d", "--detach"},
            description = "Returns when everything is ready, and leaves it running.")
    private boolean detach;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            converter = Values.PortBase.class,
            description =
                    "Uses thirteen ports from N (default: 8080 to 8086, 4317, 4318, 19092, 19093, 15432 and 15433).")
    private @Nullable Integer portBase;

    @Option(
            names = "--replica",
            description = "Starts a streaming replica of the database besides, for product reads (port 15433).")
    private boolean replica;

    @Option(
            names = "--seed-bug",
            paramLabel = "STAGE=BUG",
            description = "For tests and teaching: starts a stage with a defect that the audit must find, such as"
                    + " checkout=commit-before-work, checkout=default-handler, inventory=inbox-off,"
                    + " catalog=outbox-skipped or inventory=release-forgotten.")
    private List<String> seededBugs = new ArrayList<>();

    @Option(
            names = "--products",
            paramLabel = "N",
            converter = Values.Products.class,
            description =
                    "How many products there are, 9 to 5000000 (default: 500). There are never fewer than before.")
    private @Nullable Integer products;

    @Option(
            names = "--skus",
            paramLabel = "N",
            converter = Values.Products.class,
            description = "How many SKUs inventory has in stock (default: as many as products).")
    private @Nullable Integer skus;

    @Option(
            names = "--postgres-cores",
            paramLabel = "K",
            converter = Values.Cores.class,
            description = "Binds PostgreSQL and its replica to this many cores (default: all). Linux only.")
    private @Nullable Integer postgresCores;

    @Option(
            names = "--leave-dead",
            description = "Does not restart a process that died; 'up' does. Without this option it is restarted,"
                    + " after a pause and at most 5 times within 10 min.")
    private boolean leaveDead;

    @Option(names = "--train-into", hidden = true, description = "Makes the JVMs write their AOT caches as they end.")
    private @Nullable Path trainInto;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Home home = homeOption.own();
        Ports ports = portBase == null ? Ports.standard() : Ports.from(portBase);
        SeededBugs bugs = SeededBugs.of(seededBugs);
        Proportions proportions = new Proportions(products, skus, postgresCores);
        try (Web web = new Web()) {
            if (!bugs.isEmpty() && RunningLab.find(home, web).isPresent()) {
                throw new Refusal("--seed-bug is for a lab that starts, and this one runs; ./tailback down ends it");
            }
            if (!proportions.areUsual() && RunningLab.find(home, web).isPresent()) {
                throw new Refusal(String.join(" ", proportions.arguments())
                        + " is for a lab that starts, and this one runs; ./tailback down ends it");
            }
            if (replica) {
                DetachedLab.demandReplica(RunningLab.find(home, web));
            }
            AotUse aot = trainInto == null ? new AotUse.Read() : new AotUse.Write(trainInto);
            if (detach) {
                List<String> arguments = DetachedLab.arguments(home, portBase, trainInto);
                arguments.addAll(bugs.arguments());
                arguments.addAll(proportions.arguments());
                if (replica) {
                    arguments.add("--replica");
                }
                if (leaveDead) {
                    arguments.add("--leave-dead");
                }
                new DetachedLab(home, web, terminal).ensureUp(arguments, aot);
                return 0;
            }
            Set<Part> parts = replica ? EnumSet.allOf(Part.class) : Part.usual();
            return new ForegroundLab(
                            Installation.ofThisProcess(),
                            home,
                            ports,
                            parts,
                            aot,
                            bugs,
                            proportions,
                            leaveDead,
                            terminal)
                    .run(web);
        }
    }
}
