/** Counts signals in buckets of event time, against the limits of a threshold. */
@NullMarked
package dev.tailback.flowalerts.rules.core.engine.limit;

import org.jspecify.annotations.NullMarked;
