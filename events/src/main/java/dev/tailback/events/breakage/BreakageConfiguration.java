package dev.tailback.events.breakage;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that can break a stage. Without {@code tailback.breakable} there is nothing of it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("tailback.breakable")
@Import({FaultConfiguration.class, FailpointConfiguration.class, SeededBugs.class})
public class BreakageConfiguration {}
