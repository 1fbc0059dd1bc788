package dev.tailback.stage.database;

import java.sql.Connection;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One connection for everything that is done meanwhile: the transaction's, or where there is none one that is borrowed
 * for it. Whatever asks the pool for a connection by way of Spring gets that one.
 */
final class OneConnection {
    private final DataSource pool;

    OneConnection(DataSource pool) {
        this.pool = pool;
    }

    <T> T during(Function<Connection, T> work) {
        Connection connection = DataSourceUtils.getConnection(pool);
        boolean isBorrowed = !TransactionSynchronizationManager.hasResource(pool);
        if (isBorrowed) {
            TransactionSynchronizationManager.bindResource(pool, new ConnectionHolder(connection));
        }
        try {
            return work.apply(connection);
        } finally {
            if (isBorrowed) {
                TransactionSynchronizationManager.unbindResource(pool);
            }
            DataSourceUtils.releaseConnection(connection, pool);
        }
    }
}
