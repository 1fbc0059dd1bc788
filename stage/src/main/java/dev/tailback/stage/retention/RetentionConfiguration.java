package dev.tailback.stage.retention;

import java.time.Clock;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How long what passes through a stage is kept, and the days of its messaging tables. */
@Configuration(proxyBeanMethods = false)
public class RetentionConfiguration {

    @Bean
    RetentionSettings retention(Environment environment) {
        return Binder.get(environment)
                .bind("tailback.retention", RetentionSettings.class)
                .get();
    }

    @Bean
    MessagingDays messagingDays(
            JdbcClient jdbc, TransactionTemplate transactions, RetentionSettings retention, Clock clock) {
        return new MessagingDays(new DayPartitions(jdbc), jdbc, transactions, retention, clock);
    }

    @Bean
    DropDays dropDays(JdbcClient jdbc, TransactionTemplate transactions, RetentionSettings retention, Clock clock) {
        return new DropDays(new DayPartitions(jdbc), jdbc, transactions, retention, clock);
    }
}
