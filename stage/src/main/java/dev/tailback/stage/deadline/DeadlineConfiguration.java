package dev.tailback.stage.deadline;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** For the stages that work for an order while its shopper waits. */
@Configuration(proxyBeanMethods = false)
@Import(DeadlineHttp.class)
public class DeadlineConfiguration {

    @Bean
    Deadline deadline(@Value("${tailback.deadline.check}") String check) {
        return new Deadline(DeadlineCheck.of(check));
    }
}
