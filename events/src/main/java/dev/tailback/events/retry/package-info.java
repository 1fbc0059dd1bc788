/** Trying again without making things worse: pauses, and a budget. */
@NullMarked
package dev.tailback.events.retry;

import org.jspecify.annotations.NullMarked;
