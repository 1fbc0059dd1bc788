package dev.tailback.checkout.orders;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SweeperSettings.class)
class OrdersConfiguration {

    @Bean
    Saga saga(@Value("${tailback.deadline.check}") String check) {
        return new Saga(DeadlineCheck.of(check));
    }
}
