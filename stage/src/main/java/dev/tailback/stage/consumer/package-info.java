/** What every Kafka consumer of a stage is wrapped in. */
@NullMarked
package dev.tailback.stage.consumer;

import org.jspecify.annotations.NullMarked;
