/** Threads that live as long as flow-alerts, and are seen when they do not. */
@NullMarked
package dev.tailback.flowalerts.workers;

import org.jspecify.annotations.NullMarked;
