package dev.tailback.flowalerts;

import dev.tailback.flowalerts.store.table.Migrations;
import dev.tailback.flowalerts.store.table.Retention;
import dev.tailback.flowalerts.store.table.StoreSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be chosen about the database of the spans, from the environment. Without a URL there is none. */
final class StoreVariables {
    static final String URL = "SPANS_DB_URL";
    static final String WRITER_PASSWORD = "SPANS_DB_PASSWORD";
    static final String ADMIN_PASSWORD = "SPANS_DB_ADMIN_PASSWORD";
    static final String MAX_MEGABYTES = "SPANS_DB_MAX_MB";
    static final String QUEUE = "SPANS_DB_QUEUE";
    static final String KEEP_SUCCESSFUL = "SPANS_KEEP_SUCCESSFUL_DAYS";
    static final String KEEP_FAILED = "SPANS_KEEP_FAILED_DAYS";

    private static final String SCHEME = "jdbc:postgresql://";
    private static final int MOST_MEGABYTES = 100_000_000;
    private static final int MOST_SPANS = 10_000_000;
    private static final int MOST_DAYS = 3_650;
    // Waiting spans are, as a rule, among the remembered ones, too, and take room of their own only beyond those.
    private static final int SHARE_OF_HEAP = 6;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private StoreVariables() {}

    static @Nullable StoreSettings from(Map<String, String> environment) {
        String url = url(environment);
        if (url.isEmpty()) {
            return null;
        }
        return new StoreSettings(
                url,
                password(environment, WRITER_PASSWORD),
                password(environment, ADMIN_PASSWORD),
                (long) Settings.number(environment, MAX_MEGABYTES, "2048", 1, MOST_MEGABYTES) << 20,
                new Retention(
                        Settings.number(environment, KEEP_SUCCESSFUL, "7", 1, MOST_DAYS),
                        Settings.number(environment, KEEP_FAILED, "30", 1, MOST_DAYS)),
                Settings.number(environment, QUEUE, "20000", 1, MOST_SPANS),
                Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP,
                ANSWER_WITHIN);
    }

    static void migrate(Map<String, String> environment, int target) throws SQLException {
        String url = url(environment);
        if (url.isEmpty()) {
            throw new CannotStart(URL + " is missing; allowed: " + SCHEME + "HOST:PORT/DATABASE");
        }
        Migrations.run(url, password(environment, ADMIN_PASSWORD), target);
    }

    private static String url(Map<String, String> environment) {
        String url = Settings.value(environment, URL, "");
        if (!url.isEmpty() && !url.startsWith(SCHEME)) {
            throw CannotStart.wrongValue(URL, url, SCHEME + "HOST:PORT/DATABASE, or nothing");
        }
        return url;
    }

    private static String password(Map<String, String> environment, String key) {
        String password = Settings.value(environment, key, "");
        if (password.isEmpty()) {
            throw new CannotStart(key + " is missing; allowed: the password of the role, as " + URL + " is given");
        }
        return password;
    }
}
