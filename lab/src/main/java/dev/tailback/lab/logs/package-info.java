/** The logs of the processes, read from their end. */
@NullMarked
package dev.tailback.lab.logs;

import org.jspecify.annotations.NullMarked;
