package dev.tailback.stage.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.lab.testing.KeptLines;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import dev.tailback.telemetry.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

@ExtendWith(ShopServersExtension.class)
class ConnectionLogIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final KeptLines lines = new KeptLines(ConnectionLog.class);

    @AfterEach
    void stop() {
        lines.close();
    }

    @Test
    void whatThePoolMakesAndLetsGoOfIsLogged(ShopServers servers) throws Exception {
        try (HikariDataSource pool = pool(servers, 2)) {
            try (Connection connection = pool.getConnection()) {
                // What needs the driver's own connection still finds it.
                assertThat(connection.unwrap(PGConnection.class).getBackendPID())
                        .isPositive();
            }
        }

        assertThat(events(Names.POOL_ESTABLISHED)).singleElement().satisfies(line -> {
            assertThat(line.message()).contains("Database connection pool established", "min=2, max=2");
            assertThat(line.values()).containsEntry(Names.POOL_NAME.getKey(), "watched");
        });
        assertThat(events(Names.CONNECTION_ESTABLISHED)).hasSize(2).allSatisfy(line -> {
            assertThat(line.level()).isEqualTo(Level.INFO);
            assertThat(line.values()).containsEntry(Names.POOL_NAME.getKey(), "watched");
        });
        assertThat(events(Names.CONNECTION_CLOSED))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.values()).containsEntry(Names.REASON.getKey(), "retired"));
    }

    @Test
    void oneThatTheServerEndedIsLoggedAsBroken(ShopServers servers) throws Exception {
        try (HikariDataSource pool = pool(servers, 1)) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("SELECT pg_terminate_backend(pg_backend_pid())"))
                        .isInstanceOf(SQLException.class);
            }

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(events(Names.CONNECTION_CLOSED))
                            .singleElement()
                            .satisfies(line -> {
                                assertThat(line.level()).isEqualTo(Level.WARN);
                                assertThat(line.values()).containsEntry(Names.REASON.getKey(), "broken");
                            }));
        }
    }

    @Test
    void thatThereIsNoServerIsLoggedButNotForEachTry() {
        HikariConfig nowhere = config("jdbc:postgresql://127.0.0.1:1/shop", 1);
        nowhere.setInitializationFailTimeout(-1);
        nowhere.setConnectionTimeout(250);
        WatchedConnections.watch(nowhere);
        try (HikariDataSource pool = new HikariDataSource(nowhere)) {
            for (int tries = 0; tries < 20; tries++) {
                assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
            }
        }

        assertThat(events(Names.CONNECTION_FAILED))
                .isNotEmpty()
                .hasSizeLessThan(20)
                .allSatisfy(line -> {
                    assertThat(line.level()).isEqualTo(Level.WARN);
                    assertThat(line.values()).containsEntry("db.response.status_code", "08001");
                });
    }

    private static HikariDataSource pool(ShopServers servers, int size) {
        Map<String, String> environment = servers.environmentOf("catalog");
        HikariConfig config = config(
                "jdbc:postgresql://%s:%s/%s"
                        .formatted(environment.get("DB_HOST"), environment.get("DB_PORT"), environment.get("DB_NAME")),
                size);
        config.setUsername(environment.get("DB_USER"));
        config.setPassword(environment.get("DB_PASSWORD"));
        WatchedConnections.watch(config);
        HikariDataSource pool = new HikariDataSource(config);
        await().atMost(SOON).until(() -> pool.getHikariPoolMXBean().getTotalConnections() == size);
        return pool;
    }

    private static HikariConfig config(String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("watched");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        return config;
    }

    private List<KeptLines.Line> events(String name) {
        return lines.with(Names.EVENT, name);
    }
}
