/** What a stage counts and measures of itself. */
@NullMarked
package dev.tailback.events.metrics;

import org.jspecify.annotations.NullMarked;
