package dev.tailback.stage.pool;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The stage's pool, watched from its first connection on, and what of it can be changed. */
@Configuration(proxyBeanMethods = false)
@Import({PoolHttp.class, PasswordConfiguration.class})
public class PoolConfiguration {

    @Bean
    static PoolWatch poolWatch() {
        return new PoolWatch();
    }

    @Bean
    static PoolHousekeeping poolHousekeeping() {
        return new PoolHousekeeping();
    }

    @Bean
    PoolControl poolControl(HikariDataSource pool, PoolHousekeeping housekeeping) {
        return new PoolControl(pool, housekeeping);
    }
}
