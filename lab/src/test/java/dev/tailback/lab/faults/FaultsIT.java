package dev.tailback.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.Card;
import dev.tailback.events.OrderId;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.machine.RunState;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.processes.ProcessState;
import dev.tailback.lab.processes.ProcessStatus;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.TestLab;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every fault on one lab: its effect seen where it takes place, and seen to be gone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String STOCK_INDEX = "idx_products_stock_quantity";

    private TestLab lab;
    private boolean isDown;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        lab = new TestLab(home, "--replica");
    }

    @AfterAll
    void end() throws Exception {
        lab.close();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        if (!isDown) {
            clear();
            assertThat(standing()).isEmpty();
        }
    }

    @Test
    void wrongNamesAndValuesAreRefusedWithWhatIsAllowed() throws Exception {
        assertThat(refusal("earthquake", Map.of())).contains("no fault is called 'earthquake'", "missing-index");
        assertThat(refusal("missing-index", Map.of("indexes", "idx_of_sins")))
                .contains("indexes=idx_of_sins is not allowed", STOCK_INDEX);
        assertThat(refusal("kill", Map.of())).contains("kill needs part=…: one of postgres");
        assertThat(refusal("pause", Map.of("part", "postgres"))).contains("part=postgres is not allowed");
        assertThat(refusal("stalled-outbox", Map.of("much", 3))).contains("takes no much");
        assertThat(refusal("idle-transaction", Map.of("for", "ever"))).contains("for=ever is not allowed");
        assertThat(lab.cli.run("fault", "kill", "part").output()).contains("'part' is not allowed: KEY=VALUE");
        assertThat(lab.cli.run("fault", "kill", "part=lab").exitCode()).isEqualTo(2);
    }

    @Test
    void anIndexIsDroppedAndBuiltAgainAsItWas() throws Exception {
        String before = indexDefinition(STOCK_INDEX);

        Cli.Result set = lab.cli.run("fault", "missing-index");

        assertThat(set.exitCode()).as(set.output()).isZero();
        assertThat(set.output()).contains(STOCK_INDEX, "Seq Scan on product_availability", "idx_products_category");
        assertThat(indexDefinition(STOCK_INDEX)).isEmpty();
        assertThat(indexDefinition("idx_products_category")).isEmpty();
        assertThat(lab.cli.run("faults").output()).contains("set since", "Seq Scan on products");
        assertThat(refusal("missing-index", Map.of("indexes", "idx_products_category,idx_products_category")))
                .isEmpty();
        assertThat(lab.cli.run("fault", "clear", "missing-index").output())
                .contains("Cleared: missing-index idx_products_category, missing-index " + STOCK_INDEX);
        assertThat(indexDefinition(STOCK_INDEX)).isEqualTo(before).startsWith("CREATE UNIQUE INDEX");
    }

    /** By a stage's own paths and in psql, as the lab's faults do not know it. */
    @Test
    void whatSomebodyElseBrokeIsSeenAndUndone() throws Exception {
        String before = indexDefinition(STOCK_INDEX);
        try (Connection connection = lab.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP INDEX catalog." + STOCK_INDEX);
        }
        URI slow = URI.create(lab.ports.url(Part.CATALOG) + "/demo/enable-slow-queries");
        assertThat(lab.web.post(slow, Map.of("delay_ms", 300), SOON).isGood()).isTrue();
        URI inventory = URI.create(lab.ports.url(Part.INVENTORY));
        int usual = pool("inventory").path("maximum").asInt();
        assertThat(lab.web
                        .patch(inventory.resolve("/admin/pool"), Map.of("maximum", 7), SOON)
                        .isGood())
                .isTrue();
        assertThat(lab.web
                        .patch(inventory.resolve("/admin/dispatch"), Map.of("records_per_transaction", 3), SOON)
                        .isGood())
                .isTrue();
        assertThat(lab.web
                        .put(inventory.resolve("/admin/deadline"), Map.of("check", "after"), SOON)
                        .isGood())
                .isTrue();

        assertThat(lab.cli.run("faults").output())
                .contains("slow-queries found at", "missing-index found at", STOCK_INDEX)
                .contains("pool found at", "of at most 7", "dispatch found at", "3 records a transaction")
                .contains("late-deadline found at");
        assertThat(lab.cli.run("status").output()).contains("Broken on purpose: ", "pool inventory");
        assertThat(lab.cli.run("clear").output())
                .contains("slow-queries catalog", "missing-index " + STOCK_INDEX)
                .contains("pool inventory", "dispatch inventory", "late-deadline inventory");
        assertThat(pool("inventory").path("maximum").asInt()).isEqualTo(usual);

        assertThat(lab.cli.run("faults").output()).contains("No fault is set.");
        assertThat(indexDefinition(STOCK_INDEX)).isEqualTo(before);
    }

    @Test
    void aRepairDoesNotWaitForAScanThatHoldsTheTable() throws Exception {
        set("missing-index", Map.of("indexes", STOCK_INDEX));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection writer = asCatalog();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("UPDATE product_availability SET stock_quantity = stock_quantity WHERE sku = 'nobody'");
            Future<?> scan = scanThatIsCancelled(threads, statement);

            Future<Answer> repair = threads.submit(() -> post("/api/faults/clear", Map.of()));
            scan.get(30, TimeUnit.SECONDS);
            writer.rollback();
            assertThat(repair.get(60, TimeUnit.SECONDS).isGood()).isTrue();
        }
        assertThat(indexDefinition(STOCK_INDEX)).isNotEmpty();
    }

    /** It may not use the index that was built meanwhile, and would scan beside all others that waited. */
    @Test
    void aRepairEndsWhoeverWaitedForIt() throws Exception {
        set("missing-index", Map.of("indexes", STOCK_INDEX));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = asCatalog();
                Statement hold = holder.createStatement();
                Connection reader = asCatalog();
                Statement statement = reader.createStatement()) {
            holder.setAutoCommit(false);
            hold.execute("LOCK TABLE product_availability IN ACCESS EXCLUSIVE MODE");
            Future<Answer> repair = threads.submit(() -> post("/api/faults/clear", Map.of()));
            String waiting = "pg_locks WHERE NOT granted AND relation = 'catalog.product_availability'::regclass";
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> count(waiting + " AND mode = 'AccessExclusiveLock'") > 0);

            Future<?> scan = scanThatIsCancelled(threads, statement);
            holder.rollback();

            scan.get(30, TimeUnit.SECONDS);
            assertThat(repair.get(60, TimeUnit.SECONDS).isGood()).isTrue();
        }
        assertThat(indexDefinition(STOCK_INDEX)).isNotEmpty();
    }

    /** It would let the build go on, and take the processor from it. */
    @Test
    void aRepairEndsAScanThatMerelyReads() throws Exception {
        set("missing-index", Map.of("indexes", STOCK_INDEX));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection reader = asCatalog();
                Statement statement = reader.createStatement()) {
            Future<?> scan = scanThatIsCancelled(threads, statement);

            assertThat(post("/api/faults/clear", Map.of()).isGood()).isTrue();
            scan.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aFaultWithATimeIsClearedByItself() throws Exception {
        assertThat(set("idle-transaction", Map.of("holds", "snapshot", "for", "1s")))
                .singleElement()
                .satisfies(
                        idle -> assertThat(idle.until()).isEqualTo(idle.since().plusSeconds(1)));

        await().atMost(SOON).until(() -> standing().isEmpty());
        // A connection that was closed is in PostgreSQL's list until its process has ended.
        await().atMost(SOON).until(() -> count("pg_stat_activity WHERE application_name LIKE 'tailback fault%'") == 0);
    }

    @Test
    void anIdleTransactionKeepsOrdersWaitingForItsRows() throws Exception {
        set("idle-transaction", Map.of("rows", 10));

        OrderId order = lab.submit(Card.APPROVING);

        await().atMost(SOON)
                .until(() -> count("pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0"
                                + " AND usename = 'inventory'")
                        > 0);
        clear();
        lab.awaitState(order, "confirmed");
    }

    @Test
    void aStalledOutboxLetsTheSlotFallBehind() throws Exception {
        FaultsView.Standing stalled = set("stalled-outbox", Map.of()).getFirst();
        assertThat(stalled.seen()).contains("is in state T");
        long before = unconfirmed();

        OrderId order = lab.submit(Card.APPROVING);

        // Whatever PostgreSQL logs lets the slot fall behind: first the order has to be there.
        lab.awaitState(order, "placed");
        await().atMost(SOON).until(() -> unconfirmed() > before);
        assertThat(lab.shop.order(order.value()).map(found -> found.state())).hasValue("placed");
        clear();
        lab.awaitState(order, "confirmed");
        await().atMost(SOON).until(() -> unconfirmed() < before + 100_000);
    }

    @Test
    void aPausedStageIsStoppedInTheProcessTableAndGoesOn() throws Exception {
        set("pause", Map.of("part", "inventory"));
        assertThat(RunState.of(pid("inventory")).isStopped()).isTrue();

        OrderId order = lab.submit(Card.APPROVING);
        await().atMost(SOON).until(() -> lab.shop.order(order.value()).isPresent());
        clear();

        assertThat(RunState.of(pid("inventory")).isStopped()).isFalse();
        lab.awaitState(order, "confirmed");
    }

    @Test
    void aKilledStageIsDeadUntilItIsClearedAndThenKnowsTheDemoThatRuns() throws Exception {
        long before = pid("inventory");
        Map<String, Object> demo = Map.of(
                "mode",
                "black-friday",
                "start_timestamp",
                1_763_740_800,
                "speed",
                5,
                "phases",
                List.of(Map.of("name", "ramp", "from", 0)));
        assertThat(lab.web.put(room("/api/demo-clock"), demo, SOON).json().path("deaf"))
                .isEmpty();
        set("kill", Map.of("part", "inventory"));

        assertThat(status("inventory").is(ProcessState.DEAD)).isTrue();
        assertThat(RunState.of(before).isGone()).isTrue();
        OrderId order = lab.submit(Card.APPROVING);
        clear();

        assertThat(status("inventory").is(ProcessState.UP)).isTrue();
        assertThat(pid("inventory")).isNotEqualTo(before);
        lab.awaitState(order, "confirmed");
        for (String stage : List.of("catalog", "inventory")) {
            JsonNode clock = lab.web
                    .get(URI.create(lab.ports.url(Part.of(stage)) + "/demo"), SOON)
                    .json()
                    .path("clock");
            assertThat(clock.path("started").asLong()).isEqualTo(1_763_740_800);
            assertThat(clock.path("phase").asString()).isEqualTo("ramp");
        }
        assertThat(lab.web
                        .put(room("/api/demo-clock"), Map.of("mode", "off"), SOON)
                        .text())
                .contains("\"mode\":\"off\"");
        assertThat(lab.web
                        .put(room("/api/demo-clock"), Map.of("mode", "Noël"), SOON)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void poisonEndsInTheDeadLetterTopicUntilItIsCleared() throws Exception {
        long before = lab.topics.sizeOf("carts.checkout.dead");

        set("poison", Map.of("rate", 5));

        await().atMost(SOON).until(() -> lab.topics.sizeOf("carts.checkout.dead") >= before + 3);
        clear();
        long carts = lab.topics.sizeOf("carts");
        await().during(Duration.ofSeconds(1)).until(() -> lab.topics.sizeOf("carts") == carts);
    }

    @Test
    void everyEventIsDeliveredAgainUntilThatIsCleared() throws Exception {
        set("duplicate-delivery", Map.of("copies", 1));
        OrderId order = lab.submit(Card.APPROVING);
        lab.awaitState(order, "confirmed");

        // The cart, three events of orders and stock, and a copy of each.
        await().atMost(SOON).until(() -> lab.topics.recordsOf(order.value()).size() == 8);

        clear();
        OrderId later = lab.submit(Card.APPROVING);
        lab.awaitState(later, "confirmed");
        // The relay may still carry the last of them; a copy would come after it.
        await().atMost(SOON).until(() -> lab.topics.recordsOf(later.value()).size() >= 4);
        await().during(Duration.ofSeconds(1))
                .until(() -> lab.topics.recordsOf(later.value()).size() == 4);
    }

    @Test
    void aCrowdWithOneIdeaOfIdsFillsOnePartition() throws Exception {
        assertThat(post("/api/faults/set", Map.of("fault", "hot-partition", "with", Map.of("partition", 6)))
                        .reason())
                .contains("partition=6 is not allowed: 0 to 5");

        set("hot-partition", Map.of("partition", 4, "rate", 50));

        long before = lab.topics.sizeOf("carts");
        await().atMost(SOON).until(() -> lab.topics.sizeOf("carts") > before + 30);
        assertThat(standing())
                .singleElement()
                .satisfies(hot -> assertThat(hot.seen()).contains("carts on partition 4"));
    }

    @Test
    void aCrowdThatWantsOneProductTakesItOffTheShelf() throws Exception {
        String available = "SELECT available FROM inventory.stock WHERE sku = 'SKU-00042'";
        long before = Long.parseLong(one(available));

        set("hot-sku", Map.of("sku", "SKU-00042", "rate", 20));

        await().atMost(SOON).until(() -> Long.parseLong(one(available)) < before - 5);
    }

    @Test
    void aSlowProviderKeepsOrdersReserved() throws Exception {
        set("slow-provider", Map.of("delay", "3s"));

        OrderId order = lab.submit(Card.APPROVING);

        lab.awaitState(order, "reserved");
        clear();
        assertThat(lab.web
                        .get(URI.create(lab.ports.url(Part.PAYMENTS) + "/admin/slowness"), SOON)
                        .text())
                .isEqualTo("{\"delay_ms\":0}");
    }

    @Test
    void aPoolOfTheWrongSizeIsReadBackAndRestored() throws Exception {
        String before = pool("catalog").toString();
        FaultsView.Standing set = set("pool", Map.of("stage", "catalog", "max", 20, "timeout", "5s"))
                .getFirst();

        assertThat(set.seen()).contains("of at most 20, each waited for 5s at most");
        assertThat(pool("catalog").path("maximum").asInt()).isEqualTo(20);
        set("pool", Map.of("stage", "catalog", "max", 10));
        clear();

        assertThat(pool("catalog").path("maximum").asInt()).isEqualTo(100);
        assertThat(pool("catalog").path("connection_timeout_ms").asInt())
                .as(before)
                .isEqualTo(3_000);
    }

    @Test
    void aNearlyExhaustedPoolStillServesTheTenthRequest() throws Exception {
        set("pool-exhaustion", Map.of("stage", "catalog"));
        set("slow-queries", Map.of("stage", "catalog", "delay", "50ms"));

        assertThat(count("pg_stat_activity WHERE usename = 'catalog'")).isGreaterThanOrEqualTo(95);
        for (int request = 0; request < 10; request++) {
            assertThat(lab.shop.products(1)).isNotEmpty();
        }
        assertThat(lab.cli.run("clear", "pool-exhaustion").exitCode()).isZero();

        assertThat(standing())
                .singleElement()
                .satisfies(slow -> assertThat(slow.seen()).isEqualTo("queries are delayed by 50 ms"));
    }

    @Test
    void productReadsAreSentBackFromTheReplicaToThePrimary() throws Exception {
        assertThat(one("SELECT state FROM pg_stat_replication WHERE application_name = 'replica'"))
                .isEqualTo("streaming");

        set("replicas", Map.of("reads", "off"));

        assertThat(refusal("replicas", Map.of("reads", "maybe")))
                .contains("reads=maybe is not allowed: one of on, off");
        clear();
        assertThat(lab.web
                        .get(URI.create(lab.ports.url(Part.CATALOG) + "/demo"), SOON)
                        .json()
                        .path("replica_reads")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aRepairWaitsForNoPartThatIsPaused() throws Exception {
        set("kill", Map.of("part", "inventory"));
        set("stalled-outbox", Map.of());

        Answer cleared = lab.web.post(room("/api/faults/clear"), Map.of("fault", "kill"), Duration.ofSeconds(60));

        assertThat(cleared.isGood()).as(cleared.text()).isTrue();
        assertThat(status("inventory").is(ProcessState.UP)).isTrue();
        assertThat(standing()).extracting(FaultsView.Standing::fault).containsExactly("stalled-outbox");
    }

    @Test
    void aFaultOfAStageThatIsPausedOrDeadIsRefusedAtOnce() throws Exception {
        set("pause", Map.of("part", "inventory"));
        set("kill", Map.of("part", "checkout"));

        assertThat(refusedAtOnce("slow-queries", "inventory")).contains("inventory is paused (SIGSTOP)");
        assertThat(refusedAtOnce("slow-queries", "checkout")).contains("checkout does not run");
        assertThat(standing()).extracting(FaultsView.Standing::fault).containsExactlyInAnyOrder("pause", "kill");
    }

    private String refusedAtOnce(String fault, String stage) throws InterruptedException {
        Answer answer = lab.web.post(
                room("/api/faults/set"),
                Map.of("fault", fault, "with", Map.of("stage", stage)),
                Duration.ofSeconds(20));
        assertThat(answer.isGood()).isFalse();
        return answer.reason();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whatALabLeftBehindIsUndoneByTheNextBeforeItIsReady() throws Exception {
        String before = indexDefinition(STOCK_INDEX);
        set("missing-index", Map.of("indexes", STOCK_INDEX));
        set("pause", Map.of("part", "relay"));
        assertThat(indexDefinition(STOCK_INDEX)).isEmpty();
        lab.kill("lab");

        Cli.Result up = lab.cli.run("up", "--detach", "--port-base", String.valueOf(lab.ports.controlRoom()));

        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output())
                .contains("Undone, since an earlier lab ended without doing so: missing-index " + STOCK_INDEX);
        assertThat(indexDefinition(STOCK_INDEX)).isEqualTo(before);
        assertThat(standing()).isEmpty();

        set("missing-index", Map.of("indexes", STOCK_INDEX));
        assertThat(lab.cli.run("down").exitCode()).isZero();
        isDown = true;
        assertThat(Files.readString(lab.home.resolve("data/faults.json"))).doesNotContain("missing-index");
        assertThat(Files.readString(lab.home.resolve("logs/lab.log"))).contains("Undone: missing-index " + STOCK_INDEX);
    }

    private List<FaultsView.Standing> set(String fault, Map<String, Object> with) throws Exception {
        Answer answer = post("/api/faults/set", Map.of("fault", fault, "with", with));
        assertThat(answer.isGood()).as(answer.text()).isTrue();
        List<FaultsView.Standing> set = List.of(Json.read(answer.json().path("set"), FaultsView.Standing[].class));
        assertThat(set).isNotEmpty().allMatch(FaultsView.Standing::isSeen);
        return set;
    }

    /** Empty when it was not refused. */
    private String refusal(String fault, Map<String, Object> with) throws Exception {
        Answer answer = post("/api/faults/set", Map.of("fault", fault, "with", with));
        assertThat(answer.status()).isIn(200, 400);
        return answer.isGood() ? "" : answer.reason();
    }

    /** Under way by now. */
    private Future<?> scanThatIsCancelled(ExecutorService threads, Statement statement) {
        Future<?> scan = threads.submit(() -> assertThatThrownBy(
                        () -> statement.execute("SELECT pg_sleep(60) FROM product_availability LIMIT 1"))
                .hasMessageContaining("canceling statement due to user request"));
        await().atMost(SOON).until(() -> count("pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(60)%'") > 0);
        return scan;
    }

    private void clear() throws InterruptedException {
        Answer answer = post("/api/faults/clear", Map.of());
        assertThat(answer.isGood()).as(answer.text()).isTrue();
    }

    private List<FaultsView.Standing> standing() throws Exception {
        return lab.web.get(room("/api/faults"), SOON).as(FaultsView.class).faults().stream()
                .flatMap(row -> row.set().stream())
                .toList();
    }

    private Answer post(String path, Object body) throws InterruptedException {
        return lab.web.post(room(path), body, Duration.ofMinutes(3));
    }

    private URI room(String path) {
        return URI.create(lab.ports.controlRoomUrl() + path);
    }

    private ProcessStatus status(String part) throws Exception {
        return lab.web.get(room("/api/processes?memory=false"), SOON).as(LabStatus.class).processes().stream()
                .filter(process -> process.name().equals(part))
                .findFirst()
                .orElseThrow();
    }

    private long pid(String part) throws Exception {
        return Objects.requireNonNull(status(part).pid());
    }

    private JsonNode pool(String stage) throws InterruptedException {
        return lab.web
                .get(URI.create(lab.ports.url(Part.of(stage)) + "/admin/pool"), SOON)
                .json();
    }

    private Connection asCatalog() throws Exception {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + lab.ports.postgres() + "/tailback",
                "catalog",
                Secrets.of(new Home(lab.home)).of(Part.CATALOG));
    }

    private String indexDefinition(String index) throws Exception {
        return one("SELECT indexdef FROM pg_indexes WHERE indexname = '" + index + "'");
    }

    private long count(String from) throws Exception {
        return Long.parseLong(one("SELECT count(*) FROM " + from));
    }

    private long unconfirmed() throws Exception {
        return Long.parseLong(one("""
                SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint
                FROM pg_replication_slots WHERE slot_name = 'relay'"""));
    }

    private String one(String sql) throws Exception {
        try (Connection connection = lab.superuser();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        } catch (SQLException failed) {
            throw new AssertionError(sql, failed);
        }
    }
}
