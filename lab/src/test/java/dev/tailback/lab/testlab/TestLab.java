package dev.tailback.lab.testlab;

import static org.awaitility.Awaitility.await;

import dev.tailback.events.Card;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.EventRecord;
import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.audit.Sources;
import dev.tailback.lab.faults.FaultsView;
import dev.tailback.lab.home.FreePortBlock;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.processes.ProcessStatus;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A lab of a test's own, from `up` to `down`, and the hands of the test on what it started. */
public final class TestLab implements AutoCloseable {
    public static final Card DECLINED = new Card("4000000000000002");
    public static final Duration SOON = Duration.ofSeconds(60);

    public final Path home;
    public final Cli cli;
    public final Ports ports;
    public final Web web = new Web();
    public final Shop shop;
    public final Topics topics;

    public TestLab(Path home, String... options) throws Exception {
        this.home = home;
        this.cli = new Cli(home);
        int base = FreePortBlock.base();
        this.ports = Ports.from(base);
        this.shop = new Shop(web, ports);
        List<String> up = new ArrayList<>(List.of("up", "--detach", "--port-base", String.valueOf(base)));
        up.addAll(List.of(options));
        demand(cli.run(up.toArray(String[]::new)));
        this.topics = new Topics(ports.kafka());
    }

    public Sources sources() {
        return Sources.of(ports);
    }

    /** Starts again what was killed. */
    public void upAgain() throws Exception {
        demand(cli.run("up", "--detach"));
    }

    private void demand(Cli.Result result) throws Exception {
        if (result.exitCode() != 0) {
            cli.run("down");
            throw new AssertionError(result.output());
        }
    }

    public void kill(String part) throws Exception {
        LabStatus status = Json.read(cli.run("status", "--json").output(), LabStatus.class);
        long pid = status.processes().stream()
                .filter(process -> process.name().equals(part))
                .map(ProcessStatus::pid)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        await().atMost(SOON).until(() -> process.info().command().isEmpty());
    }

    public Connection superuser() throws Exception {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/tailback",
                "postgres",
                Secrets.of(new Home(home)).superuser());
    }

    /** A cart of one unit, straight to Kafka. */
    public OrderId submit(Card card) throws Exception {
        Instant now = Instant.now();
        OrderId order = OrderId.at(now);
        CartSubmitted cart = new CartSubmitted(
                order,
                now,
                now.plus(Duration.ofSeconds(60)),
                card,
                List.of(new Line(Sku.numbered(1), 1, Money.ofCents(1_999))));
        topics.send(EventRecord.of(UuidV7.at(now), cart, "/tailback/lab").toSend());
        return order;
    }

    public List<FaultsView.Standing> standingFaults() throws Exception {
        return web.get(URI.create(ports.controlRoomUrl() + "/api/faults"), SOON).as(FaultsView.class).faults().stream()
                .flatMap(row -> row.set().stream())
                .toList();
    }

    public void awaitState(OrderId order, String state) {
        await("order " + order + " is " + state)
                .atMost(SOON)
                .until(() -> shop.order(order.value())
                        .filter(found -> found.state().equals(state))
                        .isPresent());
    }

    @Override
    public void close() throws Exception {
        topics.close();
        web.close();
        cli.run("down");
    }
}
