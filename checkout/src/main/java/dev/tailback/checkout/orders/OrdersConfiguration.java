package dev.tailback.checkout.orders;

import dev.tailback.stage.deadline.Deadline;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SweeperSettings.class)
class OrdersConfiguration {

    @Bean
    Saga saga(Deadline deadline) {
        return new Saga(deadline);
    }
}
