/**
 * What breaks a stage on purpose, and its HTTP. It reaches a stage only if this jar is on its class path, where it is an
 * auto-configuration, and if {@code tailback.breakable} says so; docs/faults.md.
 */
@NullMarked
package dev.tailback.breakage;

import org.jspecify.annotations.NullMarked;
