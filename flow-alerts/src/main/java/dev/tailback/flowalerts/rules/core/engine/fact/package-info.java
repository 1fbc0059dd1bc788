/** What is kept of a signal and of a stage that is complete, and how it is written to a checkpoint. */
@NullMarked
package dev.tailback.flowalerts.rules.core.engine.fact;

import org.jspecify.annotations.NullMarked;
