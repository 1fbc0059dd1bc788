package dev.tailback.flowalerts.store;

import dev.tailback.flowalerts.store.table.Retention;
import dev.tailback.flowalerts.store.table.StoreSettings;
import dev.tailback.lab.testing.Cable;
import dev.tailback.lab.testing.ShopServers;
import java.time.Duration;

/** Settings of stores for tests: a month and a week, ten MB of heap, and a database that is gone after two seconds. */
public final class Stores {
    private static final long MAX_BYTES = 1L << 30;

    private Stores() {}

    static StoreSettings through(Cable cable, ShopServers servers, int queue) {
        return at("jdbc:postgresql://127.0.0.1:" + cable.port() + "/spans", servers, queue, MAX_BYTES);
    }

    public static StoreSettings at(ShopServers servers) {
        return at(servers.spansJdbcUrl(), servers, 10_000, MAX_BYTES);
    }

    /** With more heap, for more spans. */
    static StoreSettings queueing(ShopServers servers, int queue) {
        return new StoreSettings(
                servers.spansJdbcUrl(),
                servers.password(Databases.WRITER),
                servers.password(Databases.ADMIN),
                MAX_BYTES,
                new Retention(7, 30),
                queue,
                100 << 20,
                Duration.ofSeconds(60));
    }

    public static StoreSettings capped(ShopServers servers, long maxBytes) {
        return at(servers.spansJdbcUrl(), servers, 10_000, maxBytes);
    }

    private static StoreSettings at(String url, ShopServers servers, int queue, long maxBytes) {
        return new StoreSettings(
                url,
                servers.password(Databases.WRITER),
                servers.password(Databases.ADMIN),
                maxBytes,
                new Retention(7, 30),
                queue,
                10 << 20,
                Duration.ofSeconds(2));
    }
}
