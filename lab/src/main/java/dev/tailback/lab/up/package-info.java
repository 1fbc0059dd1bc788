/** Starts a lab, in this JVM or in one of its own, waits until it is ready, and ends it. */
@NullMarked
package dev.tailback.lab.up;

import org.jspecify.annotations.NullMarked;
