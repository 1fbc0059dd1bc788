package dev.tailback.lab.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.OrderId;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.hostile.CommandLineOfLab;
import dev.tailback.lab.hostile.HostileReport;
import dev.tailback.lab.hostile.HostileSuite;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.TestLab;
import dev.tailback.lab.web.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kept spans and the doctor's red flags on one lab, as a user sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpansIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** The long form is bench/hostile. */
    private static final int HOSTILE_INPUTS = Integer.getInteger("tailback.test.hostile.inputs", 600);

    private static final long HOSTILE_SEED = Long.getLong("tailback.test.hostile.seed", 19);

    private Path home;
    private TestLab lab;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = folder;
        lab = new TestLab(folder, "--leave-dead");
    }

    @AfterAll
    void end() throws Exception {
        lab.close();
    }

    @Test
    @Order(1)
    void aFreshLabIsWell() throws Exception {
        Cli.Result doctor = lab.cli.run("doctor");

        assertThat(doctor.output())
                .contains("ok    connection math", "ok    replication slot", "ok    pool of checkout");
        assertThat(doctor.exitCode()).as(doctor.output()).isZero();
    }

    @Test
    @Order(2)
    void anOrdersSpansAreFoundTakenOutAndBroughtBack() throws Exception {
        OrderId order = lab.submit(TestLab.DECLINED);
        lab.awaitState(order, "cancelled");
        String id = order.value().toString();
        await().atMost(SOON)
                .until(() -> spans("--order", id, "--status", "completed").size() > 3);

        assertThat(lab.cli.run("spans", "--order", id).output()).contains(id);
        assertThat(spans("--attr", "order.id=" + id, "--last", "10m").size()).isPositive();
        assertThat(spans("--order", id, "--service", "nobody").size()).isZero();

        Path file = home.resolve("order.jsonl");
        assertThat(lab.cli
                        .run("spans", "--order", id, "--otlp", file.toString())
                        .exitCode())
                .isZero();
        assertThat(Files.readString(file)).contains("resourceSpans", id);
        assertThat(lab.cli
                        .run("spans", "--order", id, "--otlp", file.toString())
                        .output())
                .contains("is there already");
        Cli.Result imported = lab.cli.run("spans", "import", file.toString());
        assertThat(imported.exitCode()).as(imported.output()).isZero();
        assertThat(imported.output()).contains("spans sent");
        assertThat(lab.cli.run("spans", "report").output())
                .contains("a day", "after 7 days", "after 90 days", "trace_spans_trace_id", "COPY trace_spans");
    }

    /** The control room reads them every five seconds, and others may. */
    @Test
    @Order(3)
    void whoReadsMetricsLeavesNoSpan() throws Exception {
        String catalog = lab.ports.url(Part.CATALOG);
        assertThat(lab.web.get(URI.create(catalog + "/metrics"), SOON).isGood()).isTrue();
        assertThat(lab.web.get(URI.create(catalog + "/products"), SOON).isGood())
                .isTrue();

        await().atMost(SOON)
                .until(() ->
                        spans("--operation", "GET /products", "--last", "1m").size() > 0);
        assertThat(spans("--operation", "GET /metrics", "--last", "1m").size()).isZero();
    }

    @Test
    @Order(3)
    void aFullPoolIsBad() throws Exception {
        assertThat(lab.cli.run("fault", "pool-exhaustion", "stage=checkout").exitCode())
                .isZero();

        assertBad("pool of checkout");

        assertThat(lab.cli.run("fault", "clear").exitCode()).isZero();
    }

    @Test
    @Order(4)
    void poolsThatNoServerHasConnectionsForAreBad() throws Exception {
        lab.web
                .patch(
                        URI.create("http://127.0.0.1:" + lab.ports.catalog() + "/admin/pool"),
                        Map.of("maximum", 500),
                        SOON)
                .demandGood();

        assertBad("connection math");

        lab.web
                .patch(
                        URI.create("http://127.0.0.1:" + lab.ports.catalog() + "/admin/pool"),
                        Map.of("maximum", 100),
                        SOON)
                .demandGood();
    }

    @Test
    @Order(5)
    void aSlowStatementBloatedIndexesAndLostSessionsAreBad() throws Exception {
        try (Connection superuser = lab.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("SET ROLE catalog");
            for (int call = 0; call < 25; call++) {
                statement.execute("SELECT pg_sleep(0.03)");
            }
            statement.execute("RESET ROLE");
            statement.execute("CREATE TABLE catalog.bloated AS SELECT n FROM generate_series(1, 300000) AS n");
            for (int index = 0; index < 4; index++) {
                statement.execute("CREATE INDEX ON catalog.bloated (n)");
            }
        }

        assertBad("slowest statement");
        assertBad("index bloat");

        try (Connection superuser = lab.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("DROP TABLE catalog.bloated");
        }
    }

    @Test
    @Order(6)
    void hostileInputsAreRefusedOrTakenAndNothingIsLost(@TempDir Path folder) throws Exception {
        HostileReport report = HostileSuite.run(lab.ports, folder, HOSTILE_SEED, HOSTILE_INPUTS, words -> {
            Cli.Result said = lab.cli.run(words.toArray(String[]::new));
            return new CommandLineOfLab.Said(said.exitCode(), said.output());
        });
        report.lines().forEach(System.out::println);

        assertThat(report.defects()).as(() -> String.join("\n", report.lines())).isEmpty();
        assertThat(report.inputs()).isGreaterThanOrEqualTo(HOSTILE_INPUTS);
        assertThat(Json.read(lab.cli.run("status", "--json").output(), LabStatus.class)
                        .ready())
                .isTrue();
    }

    @Test
    @Order(7)
    void aRelayThatIsGoneLeavesASlotThatNobodyReads() throws Exception {
        lab.kill("relay");

        await().atMost(SOON)
                .until(() ->
                        check("replication slot").path("verdict").asString().equals("BAD"));
    }

    private void assertBad(String name) throws Exception {
        Cli.Result doctor = lab.cli.run("doctor", "--json");

        assertThat(doctor.exitCode()).as(doctor.output()).isEqualTo(1);
        JsonNode check = check(name);
        assertThat(check.path("verdict").asString()).as(check.toString()).isEqualTo("BAD");
        assertThat(check.path("number").asDouble())
                .isGreaterThan(check.path("limit").asDouble());
        assertThat(check.path("advice").asString()).isNotEmpty();
    }

    private JsonNode check(String name) throws Exception {
        return Json.tree(lab.cli.run("doctor", "--json").output())
                .path("checks")
                .valueStream()
                .filter(check -> check.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode spans(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("spans", "--json"));
        arguments.addAll(List.of(options));
        return Json.tree(lab.cli.run(arguments.toArray(String[]::new)).output()).path("spans");
    }
}
