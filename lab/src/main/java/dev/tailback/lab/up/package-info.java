/** Starts a lab, in this JVM or in one of its own, and waits until it is ready. */
@NullMarked
package dev.tailback.lab.up;

import org.jspecify.annotations.NullMarked;
