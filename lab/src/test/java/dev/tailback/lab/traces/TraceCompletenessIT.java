package dev.tailback.lab.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.home.FreePortBlock;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Receipt;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.SpanReceiver;
import dev.tailback.lab.testlab.Topics;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 1,000 orders at 200 a second through real processes. Meanwhile two stages and the relay are killed, transactions are torn down
 * and tried again, a product is sold that inventory's database refuses, and records are delivered twice. Nearly every
 * order must still have one trace that tells all of it.
 */
class TraceCompletenessIT {
    private static final int ORDERS = Integer.getInteger("tailback.test.traces.orders", 1_000);
    private static final double RATE = 200;
    private static final double WANTED = 0.999;
    /** A slow machine gets its orders later; this is no test of speed. */
    private static final int MOST_SHOPPERS = 150;
    /** Every so many of the orders buy what cannot be set aside, and are delivered again. */
    private static final int EVERY = 50;

    private final Web web = new Web();
    private final Ports ports = Ports.from(FreePortBlock.base());
    private final Shop shop = new Shop(web, ports);
    private Cli cli = new Cli(Path.of(""));
    private SpanReceiver receiver;
    private Home home;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        receiver = new SpanReceiver(folder.resolve("receiver.log"), FreePortBlock.base(), web);
        home = new Home(folder.resolve("home"));
        cli = new Cli(home.path(), receiver.variables());
        up();
    }

    @AfterEach
    void end() throws Exception {
        cli.run("down");
        receiver.close();
        web.close();
    }

    @Test
    void nearlyEveryOrderHasOneTraceThatTellsAllOfIt() throws Exception {
        String recalled = shop.products(2).getLast().sku();
        refuse(recalled);

        List<Receipt> receipts = buyWhileThingsBreak(shop.products(1).getFirst().sku(), recalled);

        try (Topics topics = new Topics(ports.kafka())) {
            Map<UUID, OrderView> orders = awaitEnds(receipts);
            deliverSomeAgain(topics, receipts);
            await().atMost(Duration.ofSeconds(30)).until(topics::isAllRead);
            // A second for what still sits in the queues of the exporters.
            Patience.pause(Duration.ofSeconds(1));

            Map<String, List<ConsumerRecord<String, byte[]>>> records = topics.recordsByKey();
            assertThat(records.values().stream().flatMap(List::stream).map(ConsumerRecord::topic))
                    .as("topics, dead letters among them")
                    .contains("orders.inventory.dead");
            assertThat(orders.values().stream().map(OrderView::state)).contains("confirmed", "failed");
            assertComplete(receipts, orders, records);
        }
    }

    private void assertComplete(
            List<Receipt> receipts,
            Map<UUID, OrderView> orders,
            Map<String, List<ConsumerRecord<String, byte[]>>> records)
            throws InterruptedException {
        Traces traces = new Traces(web, receiver.url());
        Map<String, Integer> missing = new TreeMap<>();
        List<String> incomplete = new ArrayList<>();
        for (Receipt receipt : receipts) {
            TraceTree trace = traces.tree(receipt.traceId());
            List<String> lacks = Completeness.missingIn(
                    trace,
                    records.getOrDefault(receipt.order().toString(), List.of()),
                    orders.get(receipt.order()).state());
            lacks.forEach(what -> missing.merge(what, 1, Integer::sum));
            if (!lacks.isEmpty()) {
                incomplete.add(receipt.order() + " in trace " + receipt.traceId() + " lacks " + lacks);
            }
        }
        double share = 1 - (double) incomplete.size() / receipts.size();
        System.out.printf(
                "complete traces: %.2f %% of %d orders; missing: %s%n", share * 100, receipts.size(), missing);
        assertThat(share)
                .as(() -> missing + "\n" + String.join("\n", incomplete))
                .isGreaterThanOrEqualTo(WANTED);
    }

    private List<Receipt> buyWhileThingsBreak(String sku, String recalled) throws Exception {
        Queue<Receipt> accepted = new ConcurrentLinkedQueue<>();
        Semaphore shoppers = new Semaphore(MOST_SHOPPERS);
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> breaking = threads.submit(() -> {
                Patience.pause(Duration.ofMillis(1_200));
                tearDownTransactions();
                Patience.pause(Duration.ofMillis(600));
                for (String part : List.of("checkout", "relay", "inventory")) {
                    kill(part);
                    Patience.pause(Duration.ofMillis(300));
                }
                up();
                return null;
            });
            for (int n = 0; accepted.size() < ORDERS; n++) {
                Patience.pause(Duration.ofNanos((long) (n * 1e9 / RATE) - (System.nanoTime() - began)));
                String wanted = n % EVERY == 0 ? recalled : sku;
                shoppers.acquire();
                threads.execute(() -> {
                    buy(wanted).ifPresent(accepted::add);
                    shoppers.release();
                });
            }
            breaking.get();
        }
        return List.copyOf(accepted);
    }

    /** Nothing if the shop was too busy for this shopper, and said so: then there is no order. */
    private Optional<Receipt> buy(String sku) {
        try {
            return Optional.of(shop.buy(sku, 1));
        } catch (WebFailure refused) {
            return Optional.empty();
        } catch (InterruptedException ending) {
            throw new IllegalStateException("interrupted while buying", ending);
        }
    }

    private Map<UUID, OrderView> awaitEnds(List<Receipt> receipts) {
        List<UUID> ids = receipts.stream().map(Receipt::order).toList();
        return await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ended(ids), ended -> ended.size() == ids.size());
    }

    private Map<UUID, OrderView> ended(List<UUID> ids) throws InterruptedException {
        List<OrderView> views = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += Shop.MOST_ORDERS_PER_QUESTION) {
            views.addAll(shop.orders(ids.subList(from, Math.min(from + Shop.MOST_ORDERS_PER_QUESTION, ids.size()))));
        }
        return views.stream()
                .filter(order -> !order.isOpen())
                .collect(Collectors.toMap(OrderView::id, Function.identity()));
    }

    private static void deliverSomeAgain(Topics topics, List<Receipt> receipts) throws Exception {
        for (int n = 1; n < receipts.size(); n += EVERY) {
            for (ConsumerRecord<String, byte[]> record :
                    topics.recordsOf(receipts.get(n).order())) {
                topics.deliverAgain(record);
            }
        }
    }

    /** A migration gone wrong, or a recall: whatever wants to set this product aside fails for good. */
    private void refuse(String sku) throws Exception {
        sql("ALTER TABLE inventory.reservations ADD CONSTRAINT recalled CHECK (sku <> '" + sku + "')");
    }

    private void tearDownTransactions() throws Exception {
        sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN ('checkout', 'inventory')");
    }

    private void sql(String statement) throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/tailback";
        try (Connection superuser = DriverManager.getConnection(
                        url, "postgres", Secrets.of(home).superuser());
                Statement run = superuser.createStatement()) {
            run.execute(statement);
        }
    }

    private void up() throws Exception {
        Cli.Result up = cli.run("up", "--detach", "--port-base", String.valueOf(ports.controlRoom()));
        assertThat(up.exitCode()).as(up.output()).isZero();
    }

    private void kill(String name) throws Exception {
        LabStatus status = Json.read(cli.run("status", "--json").output(), LabStatus.class);
        Long pid = status.processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow()
                .pid();
        assertThat(pid).isNotNull();
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }
}
