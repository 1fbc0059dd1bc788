package dev.tailback.lab;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        header = "Starts the shop, or whatever of it is missing.",
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
            description = "Uses the thirteen ports from N (default: 8080 to 8086, 4318, 19092, 19093 and 15432).")
    private @Nullable Integer portBase;

    @Option(names = "--train-into", hidden = true, description = "Makes the JVMs write their AOT caches as they end.")
    private @Nullable Path trainInto;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Home home = homeOption.home();
        Ports ports = portBase == null ? Ports.standard() : Ports.from(portBase);
        try (Web web = new Web()) {
            AotUse aot = trainInto == null ? new AotUse.Read() : new AotUse.Write(trainInto);
            if (detach) {
                new DetachedLab(home, web, terminal).ensureUp(DetachedLab.arguments(home, portBase, trainInto), aot);
                return 0;
            }
            return new ForegroundLab(Installation.ofThisProcess(), home, ports, aot, terminal).run(web);
        }
    }
}
