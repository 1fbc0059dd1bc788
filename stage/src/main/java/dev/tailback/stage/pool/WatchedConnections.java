package dev.tailback.stage.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.DriverDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where a pool has its connections from; each is logged when it is established, fails to be, and is closed. */
public final class WatchedConnections implements InvocationHandler {
    private final DataSource source;
    private final ConnectionLog log;

    private WatchedConnections(DataSource source, ConnectionLog log) {
        this.source = source;
        this.log = log;
    }

    /** For a pool that has not begun; it knows its server by URL. HikariCP tells nobody when it closes a connection. */
    public static void watch(HikariConfig pool) {
        DataSource source = new DriverDataSource(
                pool.getJdbcUrl(),
                pool.getDriverClassName(),
                pool.getDataSourceProperties(),
                pool.getUsername(),
                pool.getPassword());
        WatchedConnections watched = new WatchedConnections(source, new ConnectionLog(pool));
        pool.setDataSource(proxy(DataSource.class, watched));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(WatchedConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            Object answer = call(source, method, arguments);
            if (answer instanceof Connection connection) {
                log.established();
                return proxy(Connection.class, new Watched(connection));
            }
            return answer;
        } catch (SQLException refused) {
            if (method.getName().equals("getConnection")) {
                log.failed(refused);
            }
            throw refused;
        }
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private final class Watched implements InvocationHandler {
        private final Connection connection;
        private final AtomicBoolean told = new AtomicBoolean();

        Watched(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            boolean ends = method.getName().equals("close") || method.getName().equals("abort");
            if (ends && told.compareAndSet(false, true)) {
                // The driver closes a connection by itself when its server is gone.
                log.closed(connection.isClosed());
            }
            return call(connection, method, arguments);
        }
    }
}
