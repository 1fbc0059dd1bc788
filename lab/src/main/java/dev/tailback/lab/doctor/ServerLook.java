package dev.tailback.lab.doctor;

import dev.tailback.lab.doctor.ServerFacts.Size;
import dev.tailback.lab.doctor.ServerFacts.Slot;
import dev.tailback.lab.doctor.ServerFacts.Statement;
import dev.tailback.lab.doctor.ServerFacts.Table;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.servers.ShopDatabase;
import dev.tailback.lab.servers.SpanDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Asks PostgreSQL about itself, as its superuser. */
record ServerLook(Home home, Ports ports) {
    private static final String PATIENCE_SECONDS = "20";

    private static final String SERVER = """
            SELECT current_setting('max_connections')::int,
                   current_setting('superuser_reserved_connections')::int + current_setting('reserved_connections')::int,
                   (SELECT count(*) FROM pg_stat_activity WHERE backend_type IN ('client backend', 'walsender'))::int,
                   (SELECT sum(sessions) FROM pg_stat_database)::bigint,
                   (SELECT sum(sessions_fatal + sessions_abandoned + sessions_killed) FROM pg_stat_database)::bigint,
                   pg_size_bytes(current_setting('max_slot_wal_keep_size'))""";
    private static final String SLOT = """
            SELECT active, coalesce(wal_status, 'unknown'),
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint
            FROM pg_replication_slots WHERE slot_name = 'relay'""";
    private static final String SIZES = """
            SELECT datname, pg_database_size(oid) FROM pg_database WHERE datname IN ('tailback', 'spans') ORDER BY 1""";
    private static final String TABLES = """
            SELECT relid::regclass::text, pg_table_size(relid), pg_indexes_size(relid) FROM pg_stat_user_tables""";
    // A COPY carries thousands of rows at once, and what the superuser asks is asked by people.
    private static final String STATEMENTS = """
            SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 200), rolname, calls, mean_exec_time
            FROM pg_stat_statements JOIN pg_roles ON pg_roles.oid = userid
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND NOT rolsuper
              AND query ~* '^\\s*(select|insert|update|delete|with|merge)'
            ORDER BY mean_exec_time DESC LIMIT 200""";

    ServerFacts facts() throws IOException, SQLException {
        try (Connection shop = connect(ShopDatabase.NAME);
                Connection spans = connect(SpanDatabase.NAME)) {
            List<Table> tables = new ArrayList<>(tables(shop));
            tables.addAll(tables(spans));
            List<Statement> statements = new ArrayList<>(statements(shop));
            statements.addAll(statements(spans));
            return facts(shop, tables, statements);
        }
    }

    private static ServerFacts facts(Connection shop, List<Table> tables, List<Statement> statements)
            throws SQLException {
        Slot slot = slot(shop);
        List<Size> sizes = list(shop, SIZES, row -> new Size(row.getString(1), row.getLong(2)));
        return list(
                        shop,
                        SERVER,
                        row -> new ServerFacts(
                                row.getInt(1),
                                row.getInt(2),
                                row.getInt(3),
                                slot,
                                row.getLong(6),
                                row.getLong(4),
                                row.getLong(5),
                                sizes,
                                tables,
                                statements))
                .getFirst();
    }

    private static @Nullable Slot slot(Connection shop) throws SQLException {
        List<Slot> slots = list(shop, SLOT, row -> new Slot(row.getBoolean(1), row.getString(2), row.getLong(3)));
        return slots.isEmpty() ? null : slots.getFirst();
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        return list(connection, TABLES, row -> new Table(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    private static List<Statement> statements(Connection connection) throws SQLException {
        return list(
                connection,
                STATEMENTS,
                row -> new Statement(row.getString(1), row.getString(2), row.getLong(3), row.getDouble(4)));
    }

    @FunctionalInterface
    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> list(Connection connection, String sql, Row<T> mapping) throws SQLException {
        List<T> list = new ArrayList<>();
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                list.add(mapping.of(rows));
            }
        }
        return list;
    }

    private Connection connect(String database) throws IOException, SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", Secrets.of(home).superuser());
        properties.setProperty("ApplicationName", "tailback doctor");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", PATIENCE_SECONDS);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database, properties);
    }
}
