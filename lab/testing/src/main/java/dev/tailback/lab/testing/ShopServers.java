package dev.tailback.lab.testing;

import dev.tailback.lab.servers.SpanDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** A Kafka and a PostgreSQL, empty but for what the shop finds in its database before its first write. */
public interface ShopServers extends AutoCloseable {

    String bootstrapServers();

    String host();

    int postgresPort();

    String database();

    /** Without user and password. */
    String jdbcUrl();

    /** Of the database of the spans, without user and password. */
    default String spansJdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + postgresPort() + "/" + SpanDatabase.NAME;
    }

    /** Of catalog, checkout, inventory, relay, spans_admin or spans_writer. */
    String password(String role);

    /** A new connection to {@link #database()}; the caller closes it. */
    Connection superuser() throws SQLException;

    /** What a process of the shop is told about its servers when it is started as that role. */
    Map<String, String> environmentOf(String role);

    @Override
    void close();
}
