/** What a stage counts and measures of itself. */
@NullMarked
package dev.tailback.stage.metrics;

import org.jspecify.annotations.NullMarked;
