/** The demo's clock as a stage is told it. */
@NullMarked
package dev.tailback.stage.clock;

import org.jspecify.annotations.NullMarked;
