package dev.tailback.breakage;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.stage.database.TypicalRead;
import dev.tailback.stage.pool.PoolControl;
import dev.tailback.stage.profile.ThreadsAtWork;
import dev.tailback.telemetry.Discretion;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What can be broken in every stage while it runs; docs/faults.md shows it. */
@Configuration(proxyBeanMethods = false)
@Import({DemoHttp.class, QueryBurstHttp.class, DiscretionHttp.class})
class FaultConfiguration {
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

    @Bean(destroyMethod = "releaseAll")
    HeldConnections heldConnections(HikariDataSource pool, PoolControl control) {
        HeldConnections held = new HeldConnections(pool);
        control.keepAtLeast(held::count);
        return held;
    }

    @Bean
    QueryBurst queryBurst(
            HikariDataSource pool, TransactionTemplate transactions, TypicalRead read, ThreadsAtWork threads) {
        return new QueryBurst(pool, transactions, read, threads);
    }

    /** A statement that sleeps for more than half of the time after which its connection counts as dead is no demo. */
    @Bean
    SlowQueries slowQueries(
            @Value("${spring.datasource.hikari.data-source-properties.socketTimeout}") int socketTimeout,
            Discretion discretion) {
        Duration half = Duration.ofSeconds(socketTimeout).dividedBy(2);
        return new SlowQueries(
                socketTimeout == 0 || half.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : half, discretion);
    }

    @Bean
    WebMvcConfigurer keepsSecrets(Discretion discretion) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new DiscreetDemo(discretion)).addPathPatterns("/demo", "/demo/**");
            }
        };
    }
}
