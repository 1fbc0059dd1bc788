package dev.tailback.breakage;

import dev.tailback.breakage.failpoint.Failpoints;
import dev.tailback.breakage.failpoint.StoppableConsumer;
import dev.tailback.breakage.failpoint.StoppableTransactions;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes the place of a stage's transactions and consumers where it was started to be killed. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tailback.failpoints")
class FailpointConfiguration {

    @Bean
    Failpoints failpoints(
            @Value("${tailback.failpoints}") Path folder, @Value("${spring.application.name}") String stage) {
        return Failpoints.in(folder, stage);
    }

    @Bean
    @Primary
    TransactionTemplate stoppableTransactions(PlatformTransactionManager manager, Failpoints failpoints) {
        return new StoppableTransactions(manager, failpoints);
    }

    @Bean
    DefaultKafkaConsumerFactoryCustomizer stoppableConsumers(Failpoints failpoints) {
        return factory -> stoppable(factory, failpoints);
    }

    private static <K, V> void stoppable(DefaultKafkaConsumerFactory<K, V> factory, Failpoints failpoints) {
        factory.addPostProcessor(consumer -> StoppableConsumer.of(consumer, failpoints));
    }
}
