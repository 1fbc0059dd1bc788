package dev.tailback.events.stage;

import dev.tailback.events.breakage.BreakageConfiguration;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** A process of the shop: HTTP in front, a schema of its own behind, Kafka beside it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootApplication(proxyBeanMethods = false)
@Import({
    StageConfiguration.class,
    MessagingConfiguration.class,
    HttpConfiguration.class,
    BreakageConfiguration.class,
    ProfileConfiguration.class,
    Problems.class,
    Health.class,
    DispatchHttp.class,
    LedgerHttp.class
})
public @interface Stage {}
