package dev.tailback.flowalerts.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.flowalerts.store.Databases;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

@ExtendWith(ShopServersExtension.class)
@ResourceLock("the database of the spans")
class MigrationsIT {
    private static final LocalDate DAY = LocalDate.parse("2026-11-21");
    private static final String OF_SPANS =
            "SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relname LIKE 'trace_spans%'";
    private static final String FILL = """
            INSERT INTO trace_spans (trace_id, span_id, service, operation, started_at, ended_at, duration_ms, status,
                                     outcome, metadata)
            SELECT gen_random_uuid(), '\\x0102030405060708', 'checkout', 'work', '2026-11-21T10:00Z',
                   '2026-11-21T10:00:01Z', 1000, 'completed', 'successful', '{}'
            FROM generate_series(1, 1000)""";

    private Databases databases;
    private ShopServers servers;

    @BeforeEach
    void downToNothing(ShopServers shopServers) throws Exception {
        servers = shopServers;
        databases = new Databases(shopServers);
        databases.migrate(Migrations.NOTHING);
    }

    @Test
    void upFillDownAndUpAgainLeavesTheShopAsItWas() throws Exception {
        try (Connection shop = servers.superuser();
                Statement statement = shop.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS checkout.orders_of_test AS SELECT 42 AS id");
        }
        String shopBefore = shop();

        databases.migrate(Migrations.latest());
        databases.run(Databases.ADMIN, new Partition(Outcome.SUCCESSFUL, DAY).create());
        databases.run(Databases.WRITER, FILL);
        assertThat(databases.one("SELECT total_spans FROM trace_spans_health")).isEqualTo("1000");

        databases.migrate(Migrations.NOTHING);
        assertThat(databases.one(OF_SPANS))
                .as("tables, indexes and views that are left")
                .isEqualTo("null");
        assertThat(shop()).isEqualTo(shopBefore);

        databases.migrate(Migrations.latest());
        assertThat(databases.one("SELECT total_spans FROM trace_spans_health")).isEqualTo("0");
    }

    @Test
    void everyStepGoesUpAndDownByItself() throws Exception {
        List<String> seen = new ArrayList<>();
        for (int target = 1; target <= Migrations.latest(); target++) {
            databases.migrate(target);
            seen.add(databases.one(OF_SPANS));
        }
        for (int target = Migrations.latest() - 1; target >= 1; target--) {
            databases.migrate(target);
            assertThat(databases.one(OF_SPANS)).isEqualTo(seen.get(target - 1));
        }
    }

    @Test
    void thoseWhoMigrateAtTheSameTimeTakeTurns() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> up = () -> {
                databases.migrate(Migrations.latest());
                return true;
            };
            for (Future<Boolean> done : threads.invokeAll(java.util.List.of(up, up, up, up))) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(databases.one("SELECT count(*) FROM schema_migrations"))
                .isEqualTo(String.valueOf(Migrations.latest()));
    }

    @Test
    void aStepThatWasChangedAfterItHadRunIsRefused() throws Exception {
        databases.migrate(1);
        databases.run(Databases.ADMIN, "UPDATE schema_migrations SET checksum = 'another' WHERE number = 1");
        try {
            assertThatThrownBy(() -> databases.migrate(Migrations.latest()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("001_trace_spans");
        } finally {
            databases.run(Databases.ADMIN, "DROP TABLE trace_spans, schema_migrations");
        }
    }

    @Test
    void aSchemaThatANewerOneHasMadeIsRefused() throws Exception {
        databases.migrate(Migrations.latest());
        databases.run(
                Databases.ADMIN, "INSERT INTO schema_migrations (number, name, checksum) VALUES (999, 'later', '')");
        try {
            assertThatThrownBy(() -> databases.migrate(Migrations.latest()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("999");
        } finally {
            databases.run(Databases.ADMIN, "DELETE FROM schema_migrations WHERE number = 999");
        }
    }

    /** Every relation of the shop's database with its size, and the rows of its one table. */
    private String shop() throws Exception {
        try (Connection shop = servers.superuser()) {
            return Databases.one(shop, """
                    SELECT string_agg(n.nspname || '.' || c.relname, ' ' ORDER BY n.nspname, c.relname)
                           || (SELECT sum(id) FROM checkout.orders_of_test)
                    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname IN ('catalog', 'checkout', 'inventory', 'relay', 'public')""");
        }
    }
}
