package dev.tailback.stage;

import dev.tailback.stage.http.HttpConfiguration;
import dev.tailback.stage.inbox.DispatchHttp;
import dev.tailback.stage.ledger.LedgerHttp;
import dev.tailback.stage.pool.PoolConfiguration;
import dev.tailback.stage.profile.ProfileConfiguration;
import dev.tailback.stage.retention.RetentionConfiguration;
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
    PoolConfiguration.class,
    RetentionConfiguration.class,
    ProfileConfiguration.class,
    Health.class,
    DispatchHttp.class,
    LedgerHttp.class
})
public @interface Stage {}
