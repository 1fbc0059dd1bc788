package dev.tailback.lab.up;

import dev.tailback.lab.arrivals.PurchasePlan;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.detached.DetachedLab;
import dev.tailback.lab.home.FreePortBlock;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Installation;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.produce.PurchaseReport;
import dev.tailback.lab.produce.Purchases;
import dev.tailback.lab.servers.Trees;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets every JVM of the shop live through a short life and write down what it learnt (an AOT cache, JEP 514), which
 * halves the time that later starts take.
 */
public final class Training {
    private static final PurchasePlan PLAN = new PurchasePlan(20, 10, Duration.ofMinutes(1));
    private static final Duration UNTIL_WRITTEN = Duration.ofMinutes(5);

    private Training() {}

    public static void run(Terminal terminal) throws IOException, InterruptedException {
        terminal.line("Training the JVMs once, so that later starts are quick: a minute and a half.");
        long began = System.nanoTime();
        Installation installation = Installation.ofThisProcess();
        Path fresh = installation.root().resolve("target/aot.new");
        Trees.delete(fresh);
        Files.createDirectories(fresh);
        // In the one place that the next training clears, if this one is killed.
        Home home = new Home(installation.root().resolve("target/training"));
        Ending.ofAll(home, Terminal.silent());
        Trees.delete(home.path());
        try {
            live(home, fresh);
            long kilobytes = moveInto(installation.aotCaches(), fresh) / 1024;
            terminal.line("Trained in %s: later starts are quicker by %s of AOT caches in target/aot."
                    .formatted(
                            Amounts.seconds(Duration.ofNanos(System.nanoTime() - began)),
                            Amounts.megabytes(kilobytes)));
        } finally {
            Ending.ofAll(home, Terminal.silent());
            Trees.delete(home.path());
            Trees.delete(fresh);
        }
    }

    private static void live(Home home, Path caches) throws IOException, InterruptedException {
        Terminal silent = Terminal.silent();
        try (Web web = new Web()) {
            List<String> arguments = DetachedLab.arguments(home, FreePortBlock.base(), caches);
            RunningLab lab = new DetachedLab(home, web, silent).ensureUp(arguments, new AotUse.Write(caches));
            PurchaseReport report = new Purchases(new Shop(web, lab.ports()), PLAN, tally -> {}).run();
            if (!report.isAllConfirmed(PLAN.count())) {
                throw new Refusal("of " + PLAN.count() + " orders not all were confirmed while training: "
                        + report.tally() + " " + report.failures());
            }
            lab.status(true);
            Ending.ofLab(home, UNTIL_WRITTEN, silent);
            // The lab writes its own cache after it has let go of everything else.
            Optional<ProcessHandle> process = ProcessHandle.of(lab.pid());
            Patience.until(
                    UNTIL_WRITTEN, () -> process.filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    private static long moveInto(Path caches, Path fresh) throws IOException {
        Trees.delete(caches);
        Files.createDirectories(caches);
        long bytes = 0;
        try (Stream<Path> written = Files.list(fresh)) {
            for (Path cache :
                    written.filter(file -> file.toString().endsWith(".aot")).toList()) {
                bytes += Files.size(cache);
                Files.move(cache, caches.resolve(cache.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return bytes;
    }
}
