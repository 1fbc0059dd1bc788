package dev.tailback.lab.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.home.Installation;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.lookups.LookupLoad;
import dev.tailback.lab.lookups.LookupPlan;
import dev.tailback.lab.lookups.LookupReport;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many requests the load can begin at their time, against a server in another process that does nothing. */
public final class GeneratorBench {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final Installation installation;
    private final Http http;

    public GeneratorBench(Installation installation, Http http) {
        this.installation = installation;
        this.http = http;
    }

    /** What was measured, in words; the first line is the rate that was reached. */
    public List<String> run(double rate, Duration lasts) throws IOException, InterruptedException {
        Process server = start();
        try (BufferedReader said = server.inputReader(UTF_8)) {
            String port = said.readLine();
            if (port == null) {
                throw new Refusal("the server to measure against ended before it served");
            }
            Shop shop = new Shop(http, everythingAt(Integer.parseInt(port)));
            new LookupLoad(shop, new LookupPlan(rate, WARM_UP, 0)).run();
            ProcessorTime time =
                    new ProcessorTime(Map.of("load", ProcessHandle.current().pid(), "server", server.pid()));
            Map<String, Double> before = time.read();
            LookupReport report = new LookupLoad(shop, new LookupPlan(rate, lasts, 0)).run();
            return lines(report, ProcessorTime.between(before, time.read()));
        } finally {
            end(server);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        installation.java().toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        installation.labJar().toString(),
                        TrivialShop.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** It reads no more; killed if that is not enough for it. */
    private static void end(Process server) throws IOException, InterruptedException {
        server.getOutputStream().close();
        if (!server.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
            server.destroyForcibly();
        }
    }

    private static Ports everythingAt(int port) {
        return new Ports(port, port, port, port, port, port, port, port, port, port, port, port, port);
    }

    private static List<String> lines(LookupReport report, Map<String, Double> seconds) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%.0f reads/s of %.0f, on %d processors",
                report.queries() / (report.took().toNanos() / 1e9),
                report.plan().queriesPerSecond(),
                Runtime.getRuntime().availableProcessors()));
        lines.addAll(report.lines());
        seconds.forEach((process, used) -> lines.add(String.format(
                Locale.ROOT,
                "  CPU a read    %s %.3f ms, %.2f of a processor",
                process,
                used * 1_000 / Math.max(1, report.queries()),
                used / (report.took().toNanos() / 1e9))));
        return lines;
    }
}
