package dev.tailback.stage.pool;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The password of the database, where it comes as a file. */
@Configuration(proxyBeanMethods = false)
public class PasswordConfiguration {

    @Bean
    static BeanPostProcessor passwordFile(Environment environment) {
        return PasswordFile.whereToldTo(environment);
    }
}
