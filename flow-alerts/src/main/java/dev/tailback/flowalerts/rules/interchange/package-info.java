/** Rules for others and from others: Prometheus, Coralogix. What cannot be carried over is said, never guessed. */
@NullMarked
package dev.tailback.flowalerts.rules.interchange;

import org.jspecify.annotations.NullMarked;
