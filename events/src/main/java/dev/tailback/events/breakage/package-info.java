/**
 * What breaks a stage on purpose, and its HTTP. It reaches a stage by one import, {@link
 * dev.tailback.events.breakage.BreakageConfiguration}, and only if {@code tailback.breakable} says so; docs/faults.md.
 */
@NullMarked
package dev.tailback.events.breakage;

import org.jspecify.annotations.NullMarked;
