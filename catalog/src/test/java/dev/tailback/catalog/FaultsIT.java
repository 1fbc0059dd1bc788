package dev.tailback.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.catalog.Storefront.Answer;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What every stage lets be broken, seen at the one that shoppers see. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    private static final String USUAL = "{\"maximum\":100,\"minimum_idle\":5,\"connection_timeout_ms\":3000}";

    private static final Executor AT_ONCE = request -> Thread.ofVirtual().start(request);

    private ShopServers servers;
    private Storefront shop;

    @BeforeAll
    void start(ShopServers given) {
        servers = given;
        shop = Storefront.open(servers, 500);
    }

    @AfterEach
    void repair() {
        assertThat(shop.post("/demo/reset", "").status()).isEqualTo(200);
        assertThat(shop.patch("/admin/pool", USUAL).status()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({"/demo/simulate-pool-exhaustion", "/demo/enable-pool-exhaustion"})
    void with95Of100ConnectionsHeldTenRequestsStillSucceed(String path) throws SQLException {
        Answer exhausted = shop.post(path, "");

        assertThat(exhausted.body().toString())
                .isEqualTo("{\"status\":\"pool_exhausted\",\"held_connections\":95,\"pool_stats\":"
                        + "{\"active_connections\":95,\"max_connections\":100,\"utilization_percent\":95.0,"
                        + "\"available_connections\":5}}");
        assertThat(connections()).isBetween(95, 100);
        List<CompletableFuture<Answer>> requests = IntStream.range(0, 10)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> shop.get("/products?category=audio"), AT_ONCE))
                .toList();
        assertThat(requests)
                .allSatisfy(request -> assertThat(request.join().status()).isEqualTo(200));
        assertThat(shop.get("/demo").body().get("held_connections").asInt()).isEqualTo(95);

        Answer reset = shop.post("/demo/reset", "");

        assertThat(reset.body().toString())
                .isEqualTo("{\"status\":\"demo_reset\",\"released_connections\":95,\"pool_stats\":"
                        + "{\"active_connections\":0,\"max_connections\":100,\"utilization_percent\":0.0,"
                        + "\"available_connections\":100}}");
        assertThat(shop.get("/demo").body().get("held_connections").asInt()).isZero();
    }

    @Test
    void asManyAreHeldAsWereWantedLast() {
        assertThat(held("{\"connections\":7}")).isEqualTo(7);
        assertThat(held("{\"connections\":12}")).isEqualTo(12);
        assertThat(held("{\"connections\":3}")).isEqualTo(3);
        assertThat(shop.post("/demo/reset", "")
                        .body()
                        .get("released_connections")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void holdingAndReleasingAtOnceLosesNoConnection() {
        List<CompletableFuture<Answer>> calls = IntStream.range(0, 40)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> n % 3 == 0 ? shop.post("/demo/reset", "") : hold("{\"connections\":" + n + "}"), AT_ONCE))
                .toList();

        assertThat(calls).allSatisfy(call -> assertThat(call.join().status()).isEqualTo(200));
        shop.post("/demo/reset", "");
        assertThat(stats().get("active_connections").asInt()).isZero();
    }

    @Test
    void probesAreAnsweredWhileThePoolIsEmptyAndHealthSaysSo() throws SQLException {
        shop.patch("/admin/pool", "{\"maximum\":2,\"minimum_idle\":0,\"connection_timeout_ms\":300}");
        try (Connection first = pool().getConnection();
                Connection second = pool().getConnection()) {
            assertThat(shop.get("/health").status()).isEqualTo(503);
            assertThat(shop.get("/health/ready").status()).isEqualTo(200);
            assertThat(shop.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void whatCannotBeHeldChangesNothing() throws SQLException {
        hold("{\"connections\":2}");
        shop.patch("/admin/pool", "{\"maximum\":5,\"minimum_idle\":0,\"connection_timeout_ms\":300}");
        try (Connection first = pool().getConnection();
                Connection second = pool().getConnection()) {
            hold("{\"connections\":4}").assertProblem(503, "4 connections cannot be held now, 2 are held as before");
            assertThat(first.isValid(1) && second.isValid(1)).isTrue();
        }
        assertThat(held("{\"connections\":4}")).isEqualTo(4);
    }

    @Test
    void aPoolThatWasFullShrinksAndGrowsAgain() throws SQLException {
        hold("{\"connections\":60}");
        shop.post("/demo/reset", "");
        assertThat(connections()).isGreaterThanOrEqualTo(60);

        Answer small = shop.patch("/admin/pool", "{\"maximum\":20,\"connection_timeout_ms\":5000}");

        assertThat(small.body().get("maximum").asInt()).isEqualTo(20);
        assertThat(small.body().get("minimum_idle").asInt()).isEqualTo(5);
        assertThat(small.body().get("connection_timeout_ms").asInt()).isEqualTo(5_000);
        assertThat(small.body().at("/pool_stats/total_connections").asInt()).isLessThanOrEqualTo(20);
        await().untilAsserted(() -> assertThat(connections()).isLessThanOrEqualTo(20));
        hold("{\"connections\":21}").assertProblem(400, "connections must be 1 to 20, the pool's maximum, but was 21");
        assertThat(held("{}")).isEqualTo(19);
        shop.patch("/admin/pool", "{\"maximum\":18}")
                .assertProblem(409, "maximum must be at least the 19 connections that are held, but was 18");

        shop.patch("/admin/pool", USUAL);
        assertThat(held("{\"connections\":40}")).isEqualTo(40);
    }

    @Test
    void aConnectionInUseIsClosedWhenItComesBack() throws SQLException {
        String backend;
        try (Connection working = pool().getConnection();
                Statement statement = working.createStatement()) {
            shop.patch("/admin/pool", "{\"maximum\":1,\"minimum_idle\":0}");
            ResultSet row = statement.executeQuery("SELECT 'pid = ' || pg_backend_pid()");
            row.next();
            backend = row.getString(1);
            assertThat(count(backend)).isEqualTo(1);
        }
        await().untilAsserted(() -> assertThat(count(backend)).isZero());
    }

    @Test
    void aChangedTimeoutIsThePoolsWhenThatIsAnswered() throws SQLException {
        shop.patch("/admin/pool", "{\"maximum\":1,\"minimum_idle\":0,\"connection_timeout_ms\":300}");
        hold("{\"connections\":1}");

        assertThatThrownBy(() -> pool().getConnection().close())
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessageContaining("total=1, active=1")
                // A busy machine wakes up later; the usual timeout is 3000 ms.
                .hasMessageMatching(".*timed out after ([3-9]|[12][0-9])[0-9]{2}ms.*");
    }

    @Test
    void slowQueriesSleepInPostgresUntilTheyAreReset() {
        Answer enabled = shop.post("/demo/enable-slow-queries", "{\"delay_ms\":1200}");
        assertThat(enabled.body().toString()).isEqualTo("{\"status\":\"slow_queries_enabled\",\"delay_ms\":1200}");
        assertThat(shop.get("/demo").body().get("slow_queries").toString())
                .isEqualTo("{\"enabled\":true,\"delay_ms\":1200}");

        CompletableFuture<Answer> search = CompletableFuture.supplyAsync(() -> shop.get("/products"), AT_ONCE);
        await().until(() -> asleep() == 1);
        assertThat(search.join().status()).isEqualTo(200);

        shop.post("/demo/reset", "");
        assertThat(shop.get("/demo").body().get("slow_queries").toString())
                .isEqualTo("{\"enabled\":false,\"delay_ms\":0}");
        Duration took = timed(() -> shop.get("/products"));
        assertThat(took).isLessThan(Duration.ofMillis(1_200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/demo/enable-slow-queries      | {\"delay_ms\":-1}         | delay_ms must be 1 to 30000, but was -1",
                "/demo/enable-slow-queries      | {\"delay_ms\":0}          | delay_ms must be 1 to 30000, but was 0",
                "/demo/enable-slow-queries      | {\"delay_ms\":30001}      | delay_ms must be 1 to 30000, but was 30001",
                "/demo/enable-slow-queries      | {\"delay_ms\":\"slow\"}   | delay_ms must be a whole number, but was slow",
                "/demo/enable-slow-queries      | {\"delay_ms\":2900.5}     | delay_ms must be a whole number, but was 2900.5",
                "/demo/enable-slow-queries      | {\"delay_ms\":99999999999}| Numeric value (99999999999) out of range",
                "/demo/enable-slow-queries      | {}                        | delay_ms must be 1 to 30000, but was missing",
                "/demo/enable-slow-queries      | {\"delay\":5}             | delay must be one of [delay_ms]",
                "/demo/enable-slow-queries      | [1]                       | body",
                "/demo/enable-slow-queries      | {\"delay_ms\":            | the body is not JSON",
                "/demo/simulate-pool-exhaustion | {\"connections\":0}       | connections must be 1 to 100, the pool's maximum, but was 0",
                "/demo/simulate-pool-exhaustion | {\"connections\":-5}      | connections must be 1 to 100, the pool's maximum, but was -5",
                "/demo/enable-pool-exhaustion   | {\"connections\":101}     | connections must be 1 to 100, the pool's maximum, but was 101",
                "/demo/enable-pool-exhaustion   | {\"connections\":\"all\"} | connections must be a whole number, but was all",
                "/demo/enable-pool-exhaustion   | {\"percent\":95}          | percent must be one of [connections]",
            })
    void aWrongFaultIsToldByFieldValueAndWhatIsAllowed(String path, String body, String detail) {
        shop.post(path, body).assertProblem(400, detail);
        assertThat(shop.get("/demo").body().get("held_connections").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"maximum\":0}                   | maximum must be 1 to 1000, but was 0",
                "{\"maximum\":3}                   | minimum_idle must be 0 to 3, but was 5",
                "{\"minimum_idle\":101}            | minimum_idle must be 0 to 100, but was 101",
                "{\"connection_timeout_ms\":249}   | connection_timeout_ms must be 250 to 60000, but was 249",
                "{\"connection_timeout_ms\":\"5s\"}| connection_timeout_ms must be a whole number, but was 5s",
                "{\"max\":20}                      | max must be one of [",
            })
    void aWrongPoolIsToldByFieldValueAndWhatIsAllowed(String body, String detail) {
        shop.patch("/admin/pool", body).assertProblem(400, detail);
        assertThat(shop.get("/admin/pool").body().get("maximum").asInt()).isEqualTo(100);
    }

    private Answer hold(String body) {
        return shop.post("/demo/simulate-pool-exhaustion", body);
    }

    private int held(String body) {
        return hold(body).body().get("held_connections").asInt();
    }

    private JsonNode stats() {
        return shop.get("/admin/pool").body().get("pool_stats");
    }

    private HikariDataSource pool() {
        return shop.bean(HikariDataSource.class);
    }

    private static Duration timed(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private int connections() throws SQLException {
        return count("true");
    }

    private int asleep() throws SQLException {
        return count("wait_event = 'PgSleep'");
    }

    /** As PostgreSQL knows them. */
    private int count(String which) throws SQLException {
        try (Connection superuser = servers.superuser();
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'catalog' AND " + which)) {
            row.next();
            return row.getInt(1);
        }
    }
}
