package dev.tailback.relay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** One relay leads: it holds an advisory lock for as long as its session lives. The others wait for it here. */
final class Leadership implements AutoCloseable {
    private static final long LOCK = 0x7A11BACCL;

    private final Connection session;

    private Leadership(Connection session) {
        this.session = session;
    }

    /** Returns when this process leads. */
    static Leadership await(RelaySettings settings) throws SQLException {
        Connection session =
                DriverManager.getConnection(settings.jdbcUrl(), settings.databaseUser(), settings.databasePassword());
        try (PreparedStatement lock = session.prepareStatement("SELECT pg_advisory_lock(?)")) {
            lock.setLong(1, LOCK);
            lock.execute();
            return new Leadership(session);
        } catch (SQLException failed) {
            session.close();
            throw failed;
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
