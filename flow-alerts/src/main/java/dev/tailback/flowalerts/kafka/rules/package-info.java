/**
 * Rules over Kafka Streams, so that several instances share the work: signals go to a topic, from there to the share of the
 * rule's key, whose engine decides; its state is a changelog, and what it decides is a topic that every instance reads.
 */
@NullMarked
package dev.tailback.flowalerts.kafka.rules;

import org.jspecify.annotations.NullMarked;
