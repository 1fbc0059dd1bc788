/** The latest value of every series that was sent. */
@NullMarked
package dev.tailback.flowalerts.metrics;

import org.jspecify.annotations.NullMarked;
