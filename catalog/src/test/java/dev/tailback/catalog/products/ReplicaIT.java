package dev.tailback.catalog.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.catalog.Storefront;
import dev.tailback.lab.testing.Cable;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The primary itself stands in for the replica: what counts here is which pool a read goes through. */
@ExtendWith(ShopServersExtension.class)
class ReplicaIT {
    private ShopServers servers;
    private Cable cable;
    private Storefront shop;

    @BeforeEach
    void start(ShopServers given) {
        servers = given;
        cable = new Cable(servers.host(), servers.postgresPort());
        shop = Storefront.open(
                servers,
                500,
                "--REPLICA_HOST=127.0.0.1",
                "--REPLICA_PORT=" + cable.port(),
                "--spring.datasource.hikari.connection-timeout=1000");
    }

    @AfterEach
    void stop() {
        shop.close();
        cable.close();
    }

    @Test
    void searchesAndProductPagesGoThroughTheReplicasPoolUntilThatIsOff() throws SQLException {
        assertThat(shop.get("/demo").body().get("replica_reads").asBoolean()).isTrue();
        assertThat(sleepsAt("/products", "catalog replica")).isTrue();
        assertThat(sleepsAt("/products/SKU-00001", "catalog replica")).isTrue();

        assertThat(set(false).body().get("reads").asBoolean()).isFalse();

        assertThat(shop.get("/demo").body().get("replica_reads").asBoolean()).isFalse();
        assertThat(sleepsAt("/products", "catalog")).isTrue();
        assertThat(set(true).body().get("reads").asBoolean()).isTrue();
        assertThat(sleepsAt("/products", "catalog replica")).isTrue();
    }

    @Test
    void cartsNeverAskTheReplica() {
        cable.cut();

        String cart = shop.newCart();
        assertThat(shop.post("/carts/" + cart + "/items", "{\"sku\":\"SKU-00001\",\"quantity\":1}")
                        .status())
                .isEqualTo(200);
        assertThat(fallbacks()).isZero();
    }

    @Test
    void whileTheReplicaIsAwayItsReadsFallBackToThePrimaryAndAreCounted() {
        assertThat(shop.get("/products").status()).isEqualTo(200);

        cable.cut();
        for (int n = 1; n <= 3; n++) {
            assertThat(shop.get("/products").status()).isEqualTo(200);
        }

        assertThat(fallbacks()).isEqualTo(3);
        set(true).assertProblem(503, "the replica at 127.0.0.1:" + cable.port() + " does not answer, reads stay on");
        Duration took = timed(() -> shop.get("/products"));
        assertThat(took)
                .as("nobody waits for a replica that is known to be away")
                .isLessThan(Duration.ofMillis(900));

        cable.mend();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shop.get("/products").status() == 200
                        && !shop.get("/admin/replica").body().get("away").asBoolean());
    }

    @Test
    void whatIsMissingOrNotConfiguredIsSaid(ShopServers given) {
        shop.put("/admin/replica", "{}").assertProblem(400, "reads must be true or false, but was missing");
        try (Storefront plain = Storefront.open(given, 500)) {
            plain.put("/admin/replica", "{\"reads\":true}").assertProblem(409, "there is no replica to read from");
            assertThat(plain.put("/admin/replica", "{\"reads\":false}").body().toString())
                    .isEqualTo("{\"reads\":false,\"away\":false,\"fallbacks\":0}");
        }
    }

    private Storefront.Answer set(boolean reads) {
        return shop.put("/admin/replica", "{\"reads\":" + reads + "}");
    }

    private long fallbacks() {
        return shop.get("/admin/replica").body().get("fallbacks").asLong();
    }

    /** Whether a request to that path sleeps on a connection of that name. */
    private boolean sleepsAt(String path, String connection) throws SQLException {
        shop.post("/demo/enable-slow-queries", "{\"delay_ms\":1000}");
        Thread request = Thread.ofVirtual().start(() -> shop.get(path));
        try {
            String asleep = await().atMost(Duration.ofSeconds(10)).until(this::sleeping, name -> !name.isEmpty());
            request.join();
            return asleep.equals(connection);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        } finally {
            shop.post("/demo/reset", "");
        }
    }

    private String sleeping() throws SQLException {
        try (Connection superuser = servers.superuser();
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(application_name), '')"
                        + " FROM pg_stat_activity WHERE wait_event = 'PgSleep'")) {
            row.next();
            return row.getString(1);
        }
    }

    private static Duration timed(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
