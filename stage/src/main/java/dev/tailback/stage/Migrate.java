package dev.tailback.stage;

import dev.tailback.stage.pool.PasswordConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** On a stage's class path: brings its tables up to date, and ends. What a Job does before stages start that do not. */
public final class Migrate {
    private Migrate() {}

    public static void main(String[] args) {
        new SpringApplicationBuilder(Tables.class)
                .web(WebApplicationType.NONE)
                .run(args)
                .close();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @Import(PasswordConfiguration.class)
    static class Tables {}
}
