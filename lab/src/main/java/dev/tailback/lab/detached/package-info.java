/** A lab in a process of its own, as commands start it, wait for it and speak of it. */
@NullMarked
package dev.tailback.lab.detached;

import org.jspecify.annotations.NullMarked;
