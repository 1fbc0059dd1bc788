/** Carries the outboxes from the WAL to Kafka. */
@NullMarked
package dev.tailback.relay;

import org.jspecify.annotations.NullMarked;
