/** Spans from a Kafka topic that an OpenTelemetry Collector writes. */
@NullMarked
package dev.tailback.flowalerts.kafka;

import org.jspecify.annotations.NullMarked;
