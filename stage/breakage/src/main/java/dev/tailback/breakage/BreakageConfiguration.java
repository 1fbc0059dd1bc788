package dev.tailback.breakage;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Import;

/** All that can break a stage. Without {@code tailback.breakable} there is nothing of it. */
@AutoConfiguration
@ConditionalOnBooleanProperty("tailback.breakable")
@Import({FaultConfiguration.class, FailpointConfiguration.class, SeededBugs.class})
class BreakageConfiguration {}
