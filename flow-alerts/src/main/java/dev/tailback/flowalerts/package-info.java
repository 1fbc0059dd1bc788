/**
 * Watches any Kafka and any OTLP. This package puts the parts together: {@code otlp} takes telemetry in, {@code spans}
 * remembers it, {@code api} shows it; both doors stand on {@code http}.
 */
@NullMarked
package dev.tailback.flowalerts;

import org.jspecify.annotations.NullMarked;
