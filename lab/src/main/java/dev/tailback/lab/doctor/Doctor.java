package dev.tailback.lab.doctor;

import dev.tailback.lab.doctor.StandstillChecks.Flow;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.lag.Lag;
import dev.tailback.lab.spans.KeptSpans;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Looks at everything once. A part that does not answer is a finding, not a failure. */
public final class Doctor {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final List<Part> STAGES = List.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY);

    private static final List<Part> READERS = List.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY, Part.RELAY);

    private final Home home;
    private final Ports ports;
    private final Web web;

    public Doctor(Home home, Ports ports, Web web) {
        this.home = home;
        this.ports = ports;
        this.web = web;
    }

    public List<Check> checks() throws IOException, InterruptedException {
        List<Check> checks = new ArrayList<>();
        List<PoolFacts> pools = pools(checks);
        checks.addAll(PoolChecks.checks(pools));
        checks.addAll(StandstillChecks.checks(flows(checks)));
        addServer(checks, pools);
        addSpans(checks);
        addLag(checks);
        return List.copyOf(checks);
    }

    private List<PoolFacts> pools(List<Check> silent) throws InterruptedException {
        List<PoolFacts> pools = new ArrayList<>();
        for (Part stage : STAGES) {
            try {
                pools.add(pool(stage));
            } catch (WebFailure unheard) {
                silent.add(Check.silent("pool of " + stage, String.valueOf(unheard.getMessage())));
            }
        }
        return pools;
    }

    private PoolFacts pool(Part stage) throws InterruptedException {
        JsonNode pool =
                web.get(URI.create(ports.url(stage) + "/admin/pool"), PATIENCE).as(JsonNode.class);
        return new PoolFacts(
                stage.id(),
                pool.path("pool_stats").path("active_connections").asInt(),
                pool.path("maximum").asInt(),
                pool.path("pool_stats").path("waiting_threads").asInt());
    }

    private List<Flow> flows(List<Check> silent) throws InterruptedException {
        List<Flow> flows = new ArrayList<>();
        for (Part part : READERS) {
            try {
                flows.add(flow(part));
            } catch (WebFailure unheard) {
                silent.add(Check.silent("flow of " + part, String.valueOf(unheard.getMessage())));
            }
        }
        return flows;
    }

    /** Whoever stands still says so with status 503. */
    private Flow flow(Part part) throws InterruptedException {
        JsonNode health =
                web.get(URI.create(ports.url(part) + "/health"), PATIENCE).json();
        if (!health.path("status").asString("").equals("standing still")) {
            return new Flow(part.id(), 0, "");
        }
        return new Flow(
                part.id(),
                Math.max(1, health.path("standing_partitions").size()),
                health.path("reason").asString(""));
    }

    private void addServer(List<Check> checks, List<PoolFacts> pools) throws IOException {
        try {
            ServerFacts facts = new ServerLook(home, ports).facts();
            checks.add(ConnectionMath.check(pools, facts.maxConnections(), facts.reserved()));
            checks.addAll(SlotChecks.checks(facts.slot(), facts.slotLimit()));
            checks.addAll(ServerChecks.checks(facts));
        } catch (SQLException unheard) {
            checks.add(Check.silent("postgres", String.valueOf(unheard.getMessage())));
        }
    }

    private void addLag(List<Check> checks) throws InterruptedException {
        try {
            checks.addAll(LagChecks.checks(new Lag(web, ports).now()));
        } catch (WebFailure unheard) {
            checks.add(Check.silent("lag", String.valueOf(unheard.getMessage())));
        }
    }

    private void addSpans(List<Check> checks) throws InterruptedException {
        try {
            checks.addAll(SpanChecks.checks(new KeptSpans(web, ports).report()));
        } catch (WebFailure unheard) {
            checks.add(Check.silent("spans", String.valueOf(unheard.getMessage())));
        }
    }
}
