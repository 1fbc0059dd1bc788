/**
 * Where a stage's time goes: on the clock, not on the processor. docs/profile.md shows it, and decision 013 says why it
 * is done by looking at threads that told of their work.
 */
@NullMarked
package dev.tailback.stage.profile;

import org.jspecify.annotations.NullMarked;
