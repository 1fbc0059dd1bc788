package dev.tailback.lab.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.OrderId;
import dev.tailback.lab.docs.MarkedBlock;
import dev.tailback.lab.home.FreePortBlock;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.processes.ProcessState;
import dev.tailback.lab.processes.ProcessStatus;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Receipt;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.Topics;
import dev.tailback.lab.traces.Span;
import dev.tailback.lab.traces.TraceTree;
import dev.tailback.lab.traces.Traces;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole product as a user starts it. One lab, one story: each step goes on where the one before ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LabIT {
    private static final List<String> FLOW = List.of("catalog", "relay", "checkout", "inventory");
    // A consumer that was killed keeps its partitions until its session, 6 s, has timed out.
    private static final Duration AFTER_A_KILL = Duration.ofSeconds(30);
    /** The leash kills what has not ended by itself after 10 s, which a stage without its servers may not. */
    private static final Duration UNLEASHED = Duration.ofSeconds(15);
    /** The long form: {@code -Dtailback.test.outage.seconds=120}. */
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("tailback.test.outage.seconds", 10));

    private final int portBase = FreePortBlock.base();
    private final Web web = new Web();
    private final Shop shop = new Shop(web, Ports.from(portBase));
    private final Traces traces = new Traces(web, Ports.from(portBase));
    private Cli cli = new Cli(Path.of(""));
    private UUID firstOrder = new UUID(0, 0);

    @BeforeAll
    void useTheHome(@TempDir Path home) {
        cli = new Cli(home);
    }

    @AfterAll
    void endWhateverIsLeft() throws Exception {
        cli.run("down");
        web.close();
    }

    @Test
    @Order(1)
    void upReturnsWhenEverythingIsReady() throws Exception {
        Cli.Result up = up();

        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output()).contains("Ready after", "http://127.0.0.1:" + portBase);
        assertThat(status().ready()).isTrue();
    }

    @Test
    @Order(2)
    void oneTraceCoversAnOrderThroughAllStages() throws Exception {
        Receipt receipt = buyAndAwaitConfirmation();
        firstOrder = receipt.order();

        TraceTree tree = traces.settledTree(receipt.traceId(), Duration.ofSeconds(20));

        assertThat(tree.own().stream().map(Span::service).collect(Collectors.toSet()))
                .containsAll(FLOW);
        assertThat(tree.isComplete()).isTrue();
    }

    @Test
    @Order(3)
    void theTraceIsDrawnForPeople() throws Exception {
        Cli.Result trace = cli.run("trace", firstOrder.toString());

        assertThat(trace.exitCode()).as(trace.output()).isZero();
        assertThat(trace.output()).contains("confirmed", "POST /carts/{id}/checkout", "█");
        Matcher id = Pattern.compile("trace ([0-9a-f]{32})").matcher(trace.output());
        assertThat(id.find()).isTrue();
        assertThat(cli.run("trace", id.group(1)).output()).contains("POST /carts/{id}/checkout", "█");
        assertThat(cli.run("trace", UUID.randomUUID().toString()).exitCode()).isEqualTo(1);
    }

    @Test
    @Order(4)
    void redeliveredRecordsChangeNothing() throws Exception {
        Optional<OrderView> before = shop.order(firstOrder);
        try (Topics topics = new Topics(Ports.from(portBase).kafka())) {
            // The database knew first; the relay may still carry the last of them.
            List<ConsumerRecord<String, byte[]>> records = await().atMost(Duration.ofSeconds(20))
                    .until(() -> topics.recordsOf(firstOrder), found -> found.size() == 4);

            for (ConsumerRecord<String, byte[]> record : records) {
                topics.deliverAgain(record);
            }
            await().atMost(Duration.ofSeconds(20)).until(topics::isAllRead);
            // The relay publishes in the order of writing: what an effect had written would be out before this.
            buyAndAwaitConfirmation();

            assertThat(shop.order(firstOrder)).isEqualTo(before);
            assertThat(topics.recordsOf(firstOrder)).hasSize(8);
        }
    }

    @Test
    @Order(5)
    void statusTellsPidPortAndMemoryOfEveryProcess() throws Exception {
        LabStatus status = status();

        assertThat(status.processes())
                .extracting(ProcessStatus::name)
                .containsExactly(
                        "lab",
                        "postgres",
                        "kafka",
                        "flow-alerts",
                        "relay",
                        "catalog",
                        "checkout",
                        "inventory",
                        "payments");
        assertThat(status.processes())
                .allMatch(process -> process.is(ProcessState.UP))
                .allMatch(process -> process.port() >= portBase && process.port() < portBase + Ports.BLOCK)
                .allMatch(process -> process.rssKb() != null && process.rssKb() > 1_000)
                .allMatch(process -> process.pid() != null && isAlive(process.pid()));
        assertThat(status.urls()).containsEntry("catalog", "http://127.0.0.1:" + (portBase + 1));
    }

    @Test
    @Order(6)
    void aPoisonCartEndsItsOrderAndItsDeadLetterIsReplayedHarmlessly() throws Exception {
        UUID order = OrderId.at(Instant.now()).value();
        try (Topics topics = new Topics(Ports.from(portBase).kafka())) {
            topics.sendPoison(order);

            OrderView failed = awaitState(order, "failed");

            assertThat(deadLetters()).contains(order.toString(), "carts.checkout.dead-");
            assertThat(cli.run("dead", "replay", "--all").exitCode()).isZero();
            await().atMost(AFTER_A_KILL).until(topics::isAllRead);
            assertThat(shop.order(order)).contains(failed);
            assertThat(cli.run("dead", "drop", "--all").exitCode()).isZero();
        }
    }

    @Test
    @Order(7)
    void anOutageOfTheDatabaseUnderLoadKillsNoRecord() throws Exception {
        try (Topics topics = new Topics(Ports.from(portBase).kafka())) {
            long before = topics.sizeOf("carts");
            CompletableFuture<Cli.Result> load =
                    CompletableFuture.supplyAsync(() -> runs("produce", "--count", "150", "--rate", "15"));
            await().atMost(AFTER_A_KILL).until(() -> topics.sizeOf("carts") > before + 20);
            Cli.Result killed = cli.run("fault", "kill", "part=postgres");
            assertThat(killed.exitCode()).as(killed.output()).isZero();
            await().pollDelay(OUTAGE)
                    .atMost(OUTAGE.plusSeconds(10))
                    .until(() -> row("postgres").is(ProcessState.DEAD));
            Cli.Result trace = cli.run("trace", firstOrder.toString());
            assertThat(trace.exitCode()).as(trace.output()).isZero();
            assertThat(trace.output()).contains("checkout cannot be asked", "POST /carts/{id}/checkout", "send orders");

            Cli.Result up = up();

            assertThat(up.exitCode()).as(up.output()).isZero();
            assertThat(cli.run("clear").exitCode()).isZero();
            assertThat(load.get().output()).contains("150 orders sent");
            buyAndAwaitConfirmation();
            await().atMost(AFTER_A_KILL).until(topics::isAllRead);
            assertThat(deadLetters()).doesNotContain(".dead-");
        }
    }

    @Test
    @Order(8)
    void aSecondUpSaysThatItRuns() throws Exception {
        Map<String, Long> before = pids();

        Cli.Result second = up();

        assertThat(second.exitCode()).isZero();
        assertThat(second.output()).contains("The lab runs since", "(pid " + before.get("lab") + ")");
        assertThat(pids()).isEqualTo(before);
    }

    @Test
    @Order(9)
    void ordersAreProducedAtARateAndSummedUp() throws Exception {
        Cli.Result load = cli.run("produce", "--count", "20", "--rate", "20");

        assertThat(load.exitCode()).as(load.output()).isZero();
        assertThat(load.output()).contains("20 orders sent", "checkout to confirmation", "p95");
    }

    @Test
    @Order(9)
    void whatThePagesMarkAsRunnableRunsAsWritten() throws Exception {
        for (MarkedBlock block : MarkedBlock.all()) {
            Cli.Result run = cli.run(block, Ports.from(portBase));

            assertThat(run.exitCode()).as("%s%n%s", block, run.output()).isZero();
        }
    }

    @Test
    @Order(10)
    void poisonAndDuplicatesStraightToKafkaEndEveryOrderOnce() throws Exception {
        Cli.Result load = runs(
                "produce", "--to=kafka", "--count=200", "--rate=100", "--poison=2%", "--duplicates=5%", "--skew=1");

        assertThat(load.exitCode()).as(load.output()).isZero();
        assertThat(load.output()).contains("196 orders sent", " 0 failed", "4 sent, 4 ended as failed");
        try (Topics topics = new Topics(Ports.from(portBase).kafka())) {
            await().atMost(AFTER_A_KILL).until(topics::isAllRead);
            // The relay publishes in the order of writing: what a repetition had written would be out before this.
            buyAndAwaitConfirmation();
            List<UUID> repeated = topics.repeatedCarts();
            assertThat(repeated).hasSizeBetween(9, 10);
            for (UUID order : repeated) {
                assertThat(topics.typesAbout(order, "orders")).containsExactly("OrderPlaced.v2", "OrderConfirmed.v1");
            }
            UUID anyone = repeated.getFirst();
            TraceTree tree = traces.settledTree(
                    Objects.requireNonNull(shop.order(anyone).orElseThrow().traceId()), Duration.ofSeconds(20));
            assertThat(tree.isComplete()).isTrue();
            assertThat(tree.own().stream().map(Span::service).collect(Collectors.toSet()))
                    .contains("lab", "checkout", "inventory");
        }
    }

    @Test
    @Order(11)
    void aStageThatCrashesIsStartedAgainByItself() throws Exception {
        Map<String, Long> before = pids();

        kill(pid("checkout"));

        await().atMost(AFTER_A_KILL)
                .until(() -> Long.valueOf(1).equals(row("checkout").restarts())
                        && row("checkout").is(ProcessState.UP));
        assertThat(row("checkout").lastDeath()).startsWith("killed by signal 9 (KILL) at ");
        assertThat(cli.run("status").output()).contains("checkout: started again once, the last time after: killed");
        Map<String, Long> after = pids();
        assertThat(after.remove("checkout")).isNotEqualTo(before.remove("checkout"));
        assertThat(after).isEqualTo(before);
        buyAndAwaitConfirmation();
    }

    @Test
    @Order(11)
    void aStageThatIsKilledThroughTheLabStaysDeadAndUpStartsJustThat() throws Exception {
        Map<String, Long> before = pids();
        Cli.Result killed = cli.run("fault", "kill", "part=inventory");
        assertThat(killed.exitCode()).as(killed.output()).isZero();
        await().during(Duration.ofSeconds(3))
                .atMost(AFTER_A_KILL)
                .until(() -> row("inventory").is(ProcessState.DEAD));
        assertThat(row("inventory").cause()).isEqualTo("killed by signal 9 (KILL)");
        assertThat(row("inventory").note())
                .as("nothing becomes of it by itself")
                .isNull();

        Cli.Result up = up();

        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output()).contains("Not up: inventory.", "Everything is up again.");
        assertThat(cli.run("clear").exitCode()).isZero();
        Map<String, Long> after = pids();
        assertThat(after.remove("inventory")).isNotEqualTo(before.remove("inventory"));
        assertThat(after).isEqualTo(before);
        buyAndAwaitConfirmation();
    }

    @Test
    @Order(12)
    void aKilledLabLeavesNoChildBehind() throws Exception {
        List<Long> all = new ArrayList<>(pids().values());

        kill(pid("lab"));

        await().atMost(UNLEASHED).until(() -> all.stream().noneMatch(LabIT::isAlive));
        assertThat(cli.run("status").exitCode()).isEqualTo(3);
    }

    @Test
    @Order(13)
    void upGoesOnWithTheSameData() throws Exception {
        Cli.Result up = up();

        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(shop.order(firstOrder)).map(OrderView::state).contains("confirmed");
        buyAndAwaitConfirmation();
    }

    @Test
    @Order(14)
    void downEndsEverything() throws Exception {
        List<Long> all = new ArrayList<>(pids().values());

        Cli.Result down = cli.run("down");

        assertThat(down.exitCode()).isZero();
        assertThat(down.output()).contains("Everything has ended.");
        await().atMost(Duration.ofSeconds(5)).until(() -> all.stream().noneMatch(LabIT::isAlive));
        assertThat(cli.run("down").output()).contains("Nothing runs.");
    }

    private String deadLetters() throws Exception {
        Cli.Result list = cli.run("dead", "list", "--json");
        assertThat(list.exitCode()).as(list.output()).isZero();
        return list.output();
    }

    private OrderView awaitState(UUID order, String wanted) {
        return await("order " + order + " is " + wanted)
                .atMost(AFTER_A_KILL)
                .until(
                        () -> shop.order(order),
                        found -> found.map(OrderView::state).equals(Optional.of(wanted)))
                .orElseThrow();
    }

    private Cli.Result runs(String... arguments) {
        try {
            return cli.run(arguments);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(List.of(arguments) + " could not be run", failed);
        }
    }

    private Cli.Result up() throws Exception {
        return cli.run("up", "--detach", "--port-base", String.valueOf(portBase));
    }

    private Receipt buyAndAwaitConfirmation() throws Exception {
        Receipt receipt = shop.buy(shop.products(1).getFirst().sku(), 1);
        await().atMost(AFTER_A_KILL)
                .until(
                        () -> shop.order(receipt.order()).map(OrderView::state),
                        state -> state.equals(Optional.of("confirmed")));
        return receipt;
    }

    private LabStatus status() throws Exception {
        return Json.read(cli.run("status", "--json").output(), LabStatus.class);
    }

    private ProcessStatus row(String name) throws Exception {
        return status().processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private long pid(String name) throws Exception {
        return Objects.requireNonNull(pids().get(name));
    }

    private Map<String, Long> pids() throws Exception {
        return status().processes().stream()
                .filter(process -> process.pid() != null)
                .collect(Collectors.toMap(ProcessStatus::name, process -> Objects.requireNonNull(process.pid())));
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    /** A zombie, which nobody has buried where no init runs, is dead. */
    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid)
                .filter(process -> process.info().command().isPresent())
                .isPresent();
    }
}
