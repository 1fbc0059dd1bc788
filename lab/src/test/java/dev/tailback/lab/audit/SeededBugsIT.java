package dev.tailback.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.Card;
import dev.tailback.events.OrderId;
import dev.tailback.lab.shop.Receipt;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.TestLab;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * An audit that cannot fail proves nothing: each defect is put into a real stage, and each is found. Three are in three
 * stages of one lab, and come out one after the other: every audit still tells what those before it told.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeededBugsIT {
    /** The controls take as long as the tests, and their stories are parts of the torture's, too. */
    private static final String LONG = "tailback.test.long";

    private static final Duration DRAINING = Duration.ofSeconds(60);

    private TestLab buggy;

    @TempDir
    private Path home;

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        buggy = new TestLab(
                shared,
                "--seed-bug",
                "inventory=inbox-off",
                "--seed-bug",
                "checkout=commit-before-work",
                "--seed-bug",
                "catalog=outbox-skipped");
    }

    @AfterAll
    void end() throws Exception {
        buggy.close();
    }

    @Test
    @Order(2)
    void aConsumerThatCommitsBeforeItsWorkLosesAnOrderWhenItIsKilled() throws Exception {
        try (Connection superuser = buggy.superuser();
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("LOCK TABLE checkout.orders IN ACCESS EXCLUSIVE MODE");
            buggy.submit(Card.APPROVING);
            await().atMost(TestLab.SOON).until(buggy.topics::isAllRead);
            buggy.kill("checkout");
            superuser.rollback();
        }
        buggy.upAgain();

        Cli.Result audit = buggy.cli.run("audit", "--wait", "20s");

        assertThat(audit.exitCode()).as(audit.output()).isEqualTo(1);
        assertThat(audit.output())
                .contains("accepted=2 confirmed=0", "in_flight=0 lost=1 duplicated=1 oversold=0 money=ok stock=wrong:1")
                .contains("checkout has read its cart at carts-", "neither in its inbox nor a dead letter");
    }

    @Test
    @EnabledIfSystemProperty(named = LONG, matches = "true")
    void aSoundConsumerThatIsKilledAtWorkLosesNothing() throws Exception {
        try (TestLab lab = new TestLab(home)) {
            OrderId order;
            try (Connection superuser = lab.superuser();
                    Statement statement = superuser.createStatement()) {
                superuser.setAutoCommit(false);
                statement.execute("LOCK TABLE checkout.orders IN ACCESS EXCLUSIVE MODE");
                order = lab.submit(Card.APPROVING);
                await().atMost(TestLab.SOON).until(() -> isWaitedFor(superuser));
                lab.kill("checkout");
                superuser.rollback();
            }
            lab.upAgain();
            lab.awaitState(order, "confirmed");

            AuditReport report = Audit.whenDrained(lab.sources(), lab.web, DRAINING);

            assertThat(report.violated()).as("%s", report).isFalse();
            assertThat(report.confirmed()).isEqualTo(1);
        }
    }

    private static boolean isWaitedFor(Connection superuser) throws Exception {
        try (Statement statement = superuser.createStatement();
                ResultSet waiting = statement.executeQuery(
                        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'checkout.orders'::regclass")) {
            return waiting.next() && waiting.getInt(1) > 0;
        }
    }

    /** At least the poison; what came in one batch with it besides, Kafka decides. */
    @Test
    void aStageThatLeavesFailedBatchesToTheDefaultHandlerLosesThem() throws Exception {
        try (TestLab lab = new TestLab(home, "--seed-bug", "checkout=default-handler")) {
            OrderId first;
            try (Connection superuser = lab.superuser();
                    Statement statement = superuser.createStatement()) {
                superuser.setAutoCommit(false);
                statement.execute("LOCK TABLE checkout.orders IN ACCESS EXCLUSIVE MODE");
                first = lab.submit(Card.APPROVING);
                await().atMost(TestLab.SOON).until(() -> isWaitedFor(superuser));
                for (int n = 0; n < 3; n++) {
                    lab.submit(Card.APPROVING);
                }
                lab.topics.sendPoison(OrderId.at(Instant.now()).value());
                superuser.rollback();
            }
            lab.awaitState(first, "confirmed");
            await().atMost(TestLab.SOON).until(lab.topics::isAllRead);

            AuditReport report = Audit.whenDrained(lab.sources(), lab.web, Duration.ofSeconds(5));

            assertThat(report.violated()).as("%s", report).isTrue();
            assertThat(report.lost()).as("%s", report).isPositive();
            assertThat(report.dead()).isZero();
        }
    }

    /** An order that is open has its reservation protected by its key; of one that was cancelled nothing is left. */
    @Test
    @Order(1)
    void aStageThatDoesNotHeedItsInboxSetsStockAsideTwice() throws Exception {
        OrderId order = buggy.submit(TestLab.DECLINED);
        buggy.awaitState(order, "cancelled");
        AuditReport before = Audit.whenDrained(buggy.sources(), buggy.web, DRAINING);
        assertThat(before.violated()).as("%s", before).isFalse();
        ConsumerRecord<String, byte[]> placed = buggy.topics.recordsOf(order.value()).stream()
                .filter(record -> record.topic().equals("orders"))
                .findFirst()
                .orElseThrow();

        buggy.topics.deliverAgain(placed);
        await().atMost(TestLab.SOON).until(buggy.topics::isAllRead);
        AuditReport report = Audit.once(buggy.sources(), buggy.web);

        assertThat(report.violated()).isTrue();
        assertThat(report.duplicated()).as("%s", report).isEqualTo(1);
        assertThat(report.stock()).isEqualTo("wrong:1");
        assertThat(report.lost()).isZero();
    }

    @Test
    @EnabledIfSystemProperty(named = LONG, matches = "true")
    void sagaAndCartsAreIdempotentEvenWithoutTheirInboxes() throws Exception {
        try (TestLab lab = new TestLab(home, "--seed-bug", "checkout=inbox-off", "--seed-bug", "catalog=inbox-off")) {
            List<OrderId> orders = List.of(lab.submit(Card.APPROVING), lab.submit(TestLab.DECLINED));
            lab.awaitState(orders.getFirst(), "confirmed");
            lab.awaitState(orders.getLast(), "cancelled");
            Audit.whenDrained(lab.sources(), lab.web, DRAINING);

            for (OrderId order : orders) {
                for (ConsumerRecord<String, byte[]> record : lab.topics.recordsOf(order.value())) {
                    lab.topics.deliverAgain(record);
                }
            }
            await().atMost(TestLab.SOON).until(lab.topics::isAllRead);
            AuditReport report = Audit.whenDrained(lab.sources(), lab.web, DRAINING);

            assertThat(report.violated()).as("%s", report).isFalse();
            assertThat(report.isDrained()).isTrue();
        }
    }

    @Test
    @Order(3)
    void aStageThatForgetsToTellLosesExactlyThoseOrders() throws Exception {
        AuditReport before = Audit.once(buggy.sources(), buggy.web);
        String sku = buggy.shop.products(1).getFirst().sku();
        int forgotten = 0;
        int bought = 0;
        while (forgotten < 2) {
            Receipt receipt = buggy.shop.buy(sku, 1);
            bought++;
            if ((receipt.order().getLeastSignificantBits() & 3) == 0) {
                forgotten++;
            } else {
                // This lab commits before its work: whatever is on its way looks lost.
                buggy.awaitState(new OrderId(receipt.order()), "confirmed");
            }
        }

        AuditReport report = Audit.whenDrained(buggy.sources(), buggy.web, DRAINING);

        assertThat(report.accepted()).isEqualTo(before.accepted() + bought);
        assertThat(report.lost()).as("%s", report).isEqualTo(before.lost() + forgotten);
        assertThat(report.violated()).isTrue();
    }

    @Test
    void anInventoryThatForgetsToGiveBackIsFound() throws Exception {
        try (TestLab lab = new TestLab(home, "--seed-bug", "inventory=release-forgotten")) {
            OrderId sold = lab.submit(Card.APPROVING);
            OrderId order = lab.submit(TestLab.DECLINED);
            lab.awaitState(sold, "confirmed");
            lab.awaitState(order, "cancelled");

            AuditReport report = Audit.whenDrained(lab.sources(), lab.web, DRAINING);

            assertThat(report.violated()).as("%s", report).isTrue();
            assertThat(report.stock()).isEqualTo("wrong:1");
            assertThat(report.findings())
                    .anyMatch(finding -> finding.about().contains(order.toString())
                            && finding.what().contains("still holds 1 units"));
        }
    }

    @Test
    void anUnknownBugIsRefused() throws Exception {
        Cli.Result up = new Cli(home).run("up", "--detach", "--seed-bug", "relay=inbox-off");

        assertThat(up.exitCode()).isEqualTo(2);
        assertThat(up.output()).contains("relay=inbox-off", "STAGE=BUG", "catalog, checkout, inventory");
    }
}
