package dev.tailback.stage.pool;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Has the stage's pool log what becomes of its connections, from the first one on. */
final class PoolWatch implements BeanPostProcessor {
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            WatchedConnections.watch(pool);
        }
        return bean;
    }
}
