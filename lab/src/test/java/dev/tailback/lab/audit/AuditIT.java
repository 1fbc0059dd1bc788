package dev.tailback.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.events.Card;
import dev.tailback.events.OrderId;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.TestLab;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of a shop that works, is killed and is fed with duplicates and poison: it never cries wolf. */
class AuditIT {
    @TempDir
    private Path home;

    @Test
    void underLoadDuplicatesPoisonAndKillsNothingIsEverCalledLostOrDoubled() throws Exception {
        try (TestLab lab = new TestLab(home)) {
            CompletableFuture<Cli.Result> load = CompletableFuture.supplyAsync(() -> produce(lab));
            int audits = 0;
            for (; !load.isDone(); audits++) {
                OrderId declined = lab.submit(TestLab.DECLINED);
                lab.submit(Card.APPROVING);
                lab.topics.sendPoison(OrderId.at(Instant.now()).value());
                for (ConsumerRecord<String, byte[]> record : lab.topics.recordsOf(declined.value())) {
                    lab.topics.deliverAgain(record);
                }
                if (audits == 3) {
                    lab.kill("checkout");
                    lab.upAgain();
                }
                AuditReport report = Audit.once(lab.sources(), lab.web);
                assertThat(report.violated()).as("audit %s: %s", audits, report).isFalse();
            }

            AuditReport report = Audit.whenDrained(lab.sources(), lab.web, Duration.ofSeconds(90));

            assertThat(report.violated()).as("%s", report).isFalse();
            assertThat(report.isDrained()).as("%s", report).isTrue();
            assertThat(report.dead()).isEqualTo(audits);
            assertThat(report.cancelled()).isEqualTo(audits);
            assertThat(report.accepted())
                    .isEqualTo(report.confirmed() + report.rejected() + report.cancelled() + report.failed());
            assertThat(audits).isGreaterThan(4);

            plantedFaultsAreNamed(lab);
        }
    }

    private static Cli.Result produce(TestLab lab) {
        try {
            return lab.cli.run("produce", "--count", "600", "--rate", "25");
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static void plantedFaultsAreNamed(TestLab lab) throws Exception {
        try (Connection superuser = lab.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("UPDATE checkout.orders SET total_cents = total_cents + 1 WHERE id = "
                    + "(SELECT min(id::text)::uuid FROM checkout.orders WHERE state = 'confirmed')");
            statement.execute("UPDATE inventory.stock SET available = available - 5 WHERE sku = "
                    + "(SELECT min(sku) FROM inventory.stock)");
        }

        Cli.Result audit = lab.cli.run("audit");

        assertThat(audit.exitCode()).as(audit.output()).isEqualTo(1);
        assertThat(audit.output()).contains("lost=0 duplicated=0 oversold=0 money=wrong:1 stock=wrong:1");
        assertThat(audit.output()).contains("MONEY order", "5 have vanished");
        assertThat(lab.cli.run("audit", "--json").output()).contains("\"money\" : \"wrong:1\"", "\"findings\"");
    }
}
